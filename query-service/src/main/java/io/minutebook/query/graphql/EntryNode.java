package io.minutebook.query.graphql;

import io.minutebook.event.DutySlot;
import io.minutebook.event.EntryId;
import io.minutebook.event.PackageStage;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.ReleaseCount;
import io.minutebook.event.ReleasePlan;
import io.minutebook.event.StatedDelta;
import io.minutebook.minutes.ActionStatus;
import io.minutebook.minutes.TableKind;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of some minutes as GraphQL shows it. Each record is named like the schema's type, and
 * each method like its field. Public, because the engine calls the methods from outside.
 */
public sealed interface EntryNode {

  Standing standing();

  /** What all entries have. */
  record Standing(EntryId id, @Nullable EntryId parent, int depth, String form, String text) {}

  /** The names of the schema's {@code EntryKind}. */
  enum Kind {
    TITLE,
    COORDINATES,
    ATTENDANCE,
    SECTION,
    NOTE,
    NOTHING,
    ANNOUNCEMENT,
    DUTY,
    QUEUE_COUNT,
    TABLE,
    TICKET_COUNT,
    RELEASE_COUNTS,
    RELEASE,
    ROW,
    SUPPORT,
    ACTION,
    DECISION,
    PACKAGE
  }

  Kind kind();

  default String id() {
    return standing().id().value();
  }

  default @Nullable String parent() {
    EntryId parent = standing().parent();
    return parent == null ? null : parent.value();
  }

  default int depth() {
    return standing().depth();
  }

  default String form() {
    return standing().form();
  }

  default String text() {
    return standing().text();
  }

  record Title(Standing standing) implements EntryNode {
    @Override
    public Kind kind() {
      return Kind.TITLE;
    }
  }

  record Coordinates(Standing standing) implements EntryNode {
    @Override
    public Kind kind() {
      return Kind.COORDINATES;
    }
  }

  record Attendance(Standing standing, List<PersonLabel> people) implements EntryNode {
    @Override
    public Kind kind() {
      return Kind.ATTENDANCE;
    }
  }

  record Section(Standing standing, int level, String title) implements EntryNode {
    @Override
    public Kind kind() {
      return Kind.SECTION;
    }
  }

  record Note(Standing standing) implements EntryNode {
    @Override
    public Kind kind() {
      return Kind.NOTE;
    }
  }

  record Nothing(Standing standing) implements EntryNode {
    @Override
    public Kind kind() {
      return Kind.NOTHING;
    }
  }

  record Announcement(Standing standing) implements EntryNode {
    @Override
    public Kind kind() {
      return Kind.ANNOUNCEMENT;
    }
  }

  record Duty(Standing standing, DutySlot slot, @Nullable PersonLabel person, boolean tentative)
      implements EntryNode {
    @Override
    public Kind kind() {
      return Kind.DUTY;
    }
  }

  record QueueCount(
      Standing standing,
      @Nullable String queue,
      int count,
      @Nullable StatedDelta stated,
      String wording)
      implements EntryNode {
    @Override
    public Kind kind() {
      return Kind.QUEUE_COUNT;
    }

    public @Nullable Integer statedDelta() {
      return EntryNode.number(stated);
    }
  }

  record Table(Standing standing, List<String> header, @Nullable String board, TableKind about)
      implements EntryNode {
    @Override
    public Kind kind() {
      return Kind.TABLE;
    }
  }

  record TicketCount(
      Standing standing, String board, String state, int count, @Nullable StatedDelta stated)
      implements EntryNode {
    @Override
    public Kind kind() {
      return Kind.TICKET_COUNT;
    }

    public @Nullable Integer statedDelta() {
      return EntryNode.number(stated);
    }
  }

  record ReleaseCounts(Standing standing, String ticketStatus, List<Column> columns)
      implements EntryNode {
    @Override
    public Kind kind() {
      return Kind.RELEASE_COUNTS;
    }
  }

  record Column(@Nullable String name, ReleaseCount.Counted counted) {
    public int count() {
      return counted.count();
    }

    public @Nullable StatedDelta stated() {
      return counted.stated();
    }

    public @Nullable Integer statedDelta() {
      return EntryNode.number(counted.stated());
    }
  }

  record Release(Standing standing, ReleasePlan plan) implements EntryNode {
    @Override
    public Kind kind() {
      return Kind.RELEASE;
    }

    public @Nullable String name() {
      return plan.name();
    }

    public String version() {
      return plan.version();
    }

    public @Nullable LocalDate developmentFreeze() {
      return plan.developmentFreeze();
    }

    public @Nullable LocalDate packageFreeze() {
      return plan.packageFreeze();
    }

    public @Nullable LocalDate release() {
      return plan.release();
    }

    public @Nullable String notes() {
      return plan.notes();
    }
  }

  record Row(Standing standing, List<String> cells) implements EntryNode {
    @Override
    public Kind kind() {
      return Kind.ROW;
    }
  }

  record Support(Standing standing, String site, List<PersonLabel> people, String report)
      implements EntryNode {
    @Override
    public Kind kind() {
      return Kind.SUPPORT;
    }
  }

  record Action(
      Standing standing,
      List<PersonLabel> owners,
      List<String> tickets,
      @Nullable LocalDate due,
      ActionStatus status,
      @Nullable String remark,
      @Nullable String root,
      @Nullable String carriedFrom)
      implements EntryNode {
    @Override
    public Kind kind() {
      return Kind.ACTION;
    }
  }

  record Decision(Standing standing, @Nullable String supersedes) implements EntryNode {
    @Override
    public Kind kind() {
      return Kind.DECISION;
    }
  }

  record ListedPackage(Standing standing, PackageStage stage) implements EntryNode {
    @Override
    public Kind kind() {
      return Kind.PACKAGE;
    }
  }

  private static @Nullable Integer number(@Nullable StatedDelta stated) {
    return stated == null || stated.value().isEmpty() ? null : stated.value().getAsInt();
  }
}
