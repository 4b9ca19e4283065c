package io.minutebook.minutes;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.minutebook.event.DutySlot;
import io.minutebook.event.EntryAddress;
import io.minutebook.event.PackageStage;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.ReleaseCount;
import io.minutebook.event.ReleasePlan;
import io.minutebook.event.StatedDelta;
import io.minutebook.event.Ticket;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an entry says: its typed fields. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Content.Title.class, name = "title"),
  @JsonSubTypes.Type(value = Content.Coordinates.class, name = "coordinates"),
  @JsonSubTypes.Type(value = Content.Attendance.class, name = "attendance"),
  @JsonSubTypes.Type(value = Content.Section.class, name = "section"),
  @JsonSubTypes.Type(value = Content.Note.class, name = "note"),
  @JsonSubTypes.Type(value = Content.Nothing.class, name = "nothing"),
  @JsonSubTypes.Type(value = Content.Announcement.class, name = "announcement"),
  @JsonSubTypes.Type(value = Content.Duty.class, name = "duty"),
  @JsonSubTypes.Type(value = Content.QueueCount.class, name = "queueCount"),
  @JsonSubTypes.Type(value = Content.Table.class, name = "table"),
  @JsonSubTypes.Type(value = Content.TicketCount.class, name = "ticketCount"),
  @JsonSubTypes.Type(value = Content.ReleaseTickets.class, name = "releaseTickets"),
  @JsonSubTypes.Type(value = Content.Release.class, name = "release"),
  @JsonSubTypes.Type(value = Content.Row.class, name = "row"),
  @JsonSubTypes.Type(value = Content.Support.class, name = "support"),
  @JsonSubTypes.Type(value = Content.Action.class, name = "action"),
  @JsonSubTypes.Type(value = Content.Decision.class, name = "decision"),
  @JsonSubTypes.Type(value = Content.ListedPackage.class, name = "package")
})
public sealed interface Content {

  /** The meeting's title, as the first heading says it. */
  record Title(String text) implements Content {}

  /** How to join the meeting. */
  record Coordinates(String text) implements Content {}

  record Attendance(List<PersonLabel> people) implements Content {
    public Attendance {
      people = List.copyOf(people);
    }
  }

  /** A heading of level 1 to 6; what belongs to it stands under it. */
  record Section(int level, String title) implements Content {}

  /** Text that has no type of its own, as inline Markdown; several lines where it has several. */
  record Note(String text) implements Content {}

  /** "None this week", in the minutes' own wording. */
  record Nothing(String wording) implements Content {}

  record Announcement(String text) implements Content {}

  record Duty(DutySlot slot, @Nullable PersonLabel person, boolean tentative) implements Content {}

  record QueueCount(@Nullable String queue, int count, @Nullable StatedDelta stated, String wording)
      implements Content {}

  /**
   * A table; its rows stand under it.
   *
   * @param header the cells of its head, as written
   * @param board the board whose tickets it counts, if it does
   */
  record Table(List<String> header, @Nullable String board) implements Content {
    public Table {
      header = List.copyOf(header);
    }

    public TableKind tableKind() {
      return TableKind.of(header);
    }
  }

  /** The number of a board's tickets in one state. */
  record TicketCount(String board, String state, int count, @Nullable StatedDelta stated)
      implements Content {}

  /** The number of a release's tickets with one status, by column of the table. */
  record ReleaseTickets(String status, List<ReleaseCount.Counted> columns) implements Content {
    public ReleaseTickets {
      columns = List.copyOf(columns);
    }
  }

  record Release(ReleasePlan plan) implements Content {}

  /** A row of a table that holds no counts. */
  record Row(List<String> cells) implements Content {
    public Row {
      cells = List.copyOf(cells);
    }
  }

  record Support(String site, List<PersonLabel> people, String text) implements Content {
    public Support {
      people = List.copyOf(people);
    }
  }

  /** A decision, and the earlier one whose place it takes, if any. */
  record Decision(String text, @Nullable EntryAddress supersedes) implements Content {}

  /** A package on its way into a release. */
  record ListedPackage(PackageStage stage, String text) implements Content {}

  /** Where a carried action stood before, and where its life began. */
  record CarriedOver(EntryAddress from, EntryAddress root) {}

  /**
   * An action item.
   *
   * @param remark the reason or remark of its last change of status
   * @param carried where it was carried over from; null: it was assigned in these minutes
   */
  record Action(
      List<PersonLabel> owners,
      String text,
      List<Ticket> tickets,
      @Nullable LocalDate due,
      ActionStatus status,
      @Nullable String remark,
      @Nullable CarriedOver carried)
      implements Content {

    public Action {
      owners = List.copyOf(owners);
      tickets = List.copyOf(tickets);
    }

    /** An action that nothing happened to yet. */
    public Action(
        List<PersonLabel> owners, String text, List<Ticket> tickets, @Nullable LocalDate due) {
      this(owners, text, tickets, due, ActionStatus.OPEN, null, null);
    }

    Action withOwners(List<PersonLabel> to) {
      return new Action(to, text, tickets, due, status, remark, carried);
    }

    Action withText(String to, List<Ticket> mentioned) {
      return new Action(owners, to, mentioned, due, status, remark, carried);
    }

    Action withDue(@Nullable LocalDate to) {
      return new Action(owners, text, tickets, to, status, remark, carried);
    }

    Action withStatus(ActionStatus to, @Nullable String why) {
      return new Action(owners, text, tickets, due, to, why, carried);
    }

    Action carriedOver(EntryAddress from, EntryAddress root) {
      return new Action(owners, text, tickets, due, status, remark, new CarriedOver(from, root));
    }
  }
}
