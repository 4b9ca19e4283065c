package io.minutebook.query.view;

import io.minutebook.event.PersonLabel;
import io.minutebook.event.ReleaseCount;
import io.minutebook.event.ReleasePlan;
import io.minutebook.event.StatedDelta;
import io.minutebook.minutes.ActionStatus;
import io.minutebook.minutes.Content;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an entry says, in one piece, for people to read; every field of it shows. */
public final class EntryText {

  private EntryText() {}

  public static String of(Content content) {
    return switch (content) {
      case Content.Title(String text) -> text;
      case Content.Coordinates(String text) -> text;
      case Content.Attendance(List<PersonLabel> people) -> PersonLabel.joined(people);
      case Content.Section(int level, String title) -> title;
      case Content.Note(String text) -> text;
      case Content.Nothing(String wording) -> wording;
      case Content.Announcement(String text) -> text;
      case Content.Duty duty -> duty(duty);
      case Content.QueueCount c -> words(counted(c.count(), c.stated()), c.wording());
      case Content.Table table -> cells(table.header());
      case Content.TicketCount c -> c.state() + ": " + counted(c.count(), c.stated());
      case Content.ReleaseTickets(String status, List<ReleaseCount.Counted> columns) ->
          status
              + ": "
              + columns.stream()
                  .map(column -> counted(column.count(), column.stated()))
                  .collect(Collectors.joining(", "));
      case Content.Release(ReleasePlan plan) -> plan(plan);
      case Content.Row(List<String> cells) -> cells(cells);
      case Content.Support(String site, List<PersonLabel> people, String text) ->
          words(site, people.isEmpty() ? "" : "(" + PersonLabel.joined(people) + ")") + ": " + text;
      case Content.Action action -> action(action);
      case Content.Decision c ->
          words(c.text(), c.supersedes() == null ? "" : "(supersedes " + c.supersedes() + ")");
      case Content.ListedPackage c -> words(c.text(), "[" + c.stage().wording() + "]");
    };
  }

  private static String duty(Content.Duty duty) {
    PersonLabel person = duty.person();
    return words(
        duty.slot().wording() + ":",
        person == null ? "nobody yet" : person.label(),
        duty.tentative() ? "(tentative)" : "");
  }

  private static String plan(ReleasePlan plan) {
    return Stream.of(
            plan.name(),
            plan.version(),
            day("development freeze", plan.developmentFreeze()),
            day("package freeze", plan.packageFreeze()),
            day("release", plan.release()),
            plan.notes())
        .filter(Objects::nonNull)
        .collect(Collectors.joining(", "));
  }

  private static @Nullable String day(String what, @Nullable LocalDate day) {
    return day == null ? null : what + " " + day;
  }

  private static String action(Content.Action action) {
    String remark = action.remark();
    String status =
        action.status() == ActionStatus.OPEN && remark == null
            ? ""
            : "["
                + action.status().name().toLowerCase(Locale.ROOT)
                + (remark == null ? "" : ": " + remark)
                + "]";
    return words(
        action.owners().isEmpty() ? "" : PersonLabel.joined(action.owners()) + ":",
        action.text(),
        action.due() == null ? "" : "(due " + action.due() + ")",
        action.carried() == null ? "" : "(carried over from " + action.carried().from() + ")",
        status);
  }

  private static String counted(int count, @Nullable StatedDelta stated) {
    return words(Integer.toString(count), stated == null ? "" : stated.text());
  }

  private static String cells(List<String> cells) {
    return String.join(" | ", cells);
  }

  private static String words(String... words) {
    return Stream.of(words).filter(word -> !word.isEmpty()).collect(Collectors.joining(" "));
  }
}
