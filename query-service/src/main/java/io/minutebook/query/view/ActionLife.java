package io.minutebook.query.view;

import io.minutebook.event.EntryAddress;
import io.minutebook.event.MeetingId;
import io.minutebook.event.PersonLabel;
import io.minutebook.minutes.ActionStatus;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An action over all the meetings in whose minutes it stands, folded by the day of the meeting,
 * then by version. An action that is carried over stays what it was, except that one which had been
 * completed or dropped is open again. A life is open exactly if its last item is. Minutes that take
 * it over with other words, of others or for another day than those that they took it from have it
 * changed.
 *
 * @param root the entry that first assigned it
 * @param since the day of the meeting that first assigned it
 * @param last as the last of the minutes have it; of several entries there, the one that was
 *     assigned, carried over or had its status changed last
 * @param status where it is in its life by now
 * @param remark the reason or remark of the last change of status
 * @param carriedOver to how many meetings it was carried over
 * @param steps all that happened to it
 */
public record ActionLife(
    EntryAddress root,
    LocalDate since,
    ActionItem last,
    ActionStatus status,
    @Nullable String remark,
    int carriedOver,
    List<Step> steps) {

  /** What happened to an action in the minutes of one of the meetings. */
  public record Step(MeetingId meeting, LocalDate date, String entry, ActionStep step) {}

  private static final Comparator<ActionItem> BY_MEETING =
      Comparator.comparing(ActionItem::date).thenComparing(ActionItem::meeting);
  private static final Comparator<ActionItem> LAST_AT_THE_END =
      BY_MEETING.thenComparingLong(ActionLife::lastChangeOfStatus);
  private static final Comparator<Step> IN_ORDER =
      Comparator.comparing(Step::date)
          .thenComparing(Step::meeting)
          .thenComparingLong(step -> step.step().version());

  /**
   * The life of an action.
   *
   * @param items where it stands in minutes, at least one
   */
  public static ActionLife of(EntryAddress root, List<ActionItem> items) {
    List<Step> steps = items.stream().flatMap(item -> steps(item, items)).sorted(IN_ORDER).toList();
    Standing now = Standing.FIRST;
    for (Step step : steps) {
      now = now.after(step.step());
    }
    LocalDate since =
        items.stream()
            .filter(item -> item.meeting().equals(root.meeting()))
            .map(ActionItem::date)
            .findFirst()
            .orElse(root.meeting().date());
    int carriedOver =
        (int)
            items.stream()
                .filter(item -> item.from() != null)
                .map(ActionItem::meeting)
                .distinct()
                .count();
    ActionItem last = Collections.max(items, LAST_AT_THE_END);
    return new ActionLife(root, since, last, now.status, now.remark, carriedOver, steps);
  }

  /**
   * For how many days it was open, as far as minutes tell: from the day of the meeting that first
   * assigned it to that of the meeting in which it was last completed or dropped; of one that is
   * open, to that of the last meeting in whose minutes it stands.
   */
  public long openDays() {
    LocalDate end =
        status.isOpen()
            ? last.date()
            : steps.stream()
                .filter(step -> step.step().what().ends())
                .reduce((_, later) -> later)
                .map(Step::date)
                .orElse(last.date());
    return Math.max(0, ChronoUnit.DAYS.between(since, end));
  }

  private static long lastChangeOfStatus(ActionItem item) {
    return item.steps().stream()
        .filter(step -> saysItsStatus(step.what()))
        .mapToLong(ActionStep::version)
        .max()
        .orElse(-1);
  }

  private static boolean saysItsStatus(ActionStep.What what) {
    return switch (what) {
      case ASSIGNED, CARRIED_OVER, BLOCKED, COMPLETED, DROPPED, REOPENED -> true;
      case REASSIGNED, REWORDED, RESCHEDULED -> false;
    };
  }

  private static Stream<Step> steps(ActionItem item, List<ActionItem> items) {
    return item.steps().stream()
        .flatMap(step -> Stream.concat(Stream.of(step), changedOnTheWay(step, item, items)))
        .map(step -> new Step(item.meeting(), item.date(), item.entry(), step));
  }

  /** What is not as it was at the end of the minutes that an item was taken over from. */
  private static Stream<ActionStep> changedOnTheWay(
      ActionStep step, ActionItem item, List<ActionItem> items) {
    ActionItem before = source(item, items);
    ActionStep.TakenOver taken = step.taken();
    if (before == null || taken == null) {
      return Stream.of();
    }
    Stream.Builder<ActionStep> changed = Stream.builder();
    if (!keys(taken.owners()).equals(keys(before.owners()))) {
      changed.add(step.and(ActionStep.What.REASSIGNED, PersonLabel.joined(taken.owners())));
    }
    if (!before.text().equals(step.detail())) {
      changed.add(step.and(ActionStep.What.REWORDED, step.detail()));
    }
    if (!Objects.equals(before.due(), taken.due())) {
      changed.add(
          step.and(
              ActionStep.What.RESCHEDULED, taken.due() == null ? null : taken.due().toString()));
    }
    return changed.build();
  }

  /** The item that an item was taken over from, or else the last one before it. */
  private static @Nullable ActionItem source(ActionItem item, List<ActionItem> items) {
    EntryAddress from = item.from();
    return items.stream()
        .filter(
            other ->
                from != null
                    && other.meeting().equals(from.meeting())
                    && other.entry().equals(from.entry().value()))
        .findFirst()
        .or(
            () ->
                items.stream()
                    .filter(other -> BY_MEETING.compare(other, item) < 0)
                    .max(LAST_AT_THE_END))
        .orElse(null);
  }

  private static Set<String> keys(List<PersonLabel> owners) {
    return owners.stream().map(PersonLabel::key).collect(Collectors.toSet());
  }

  /** Where a life has got to. */
  private record Standing(ActionStatus status, @Nullable String remark) {

    static final Standing FIRST = new Standing(ActionStatus.OPEN, null);

    Standing after(ActionStep step) {
      return switch (step.what()) {
        case ASSIGNED -> FIRST;
        case CARRIED_OVER -> status.isOpen() ? this : FIRST;
        case REASSIGNED, REWORDED, RESCHEDULED -> this;
        case BLOCKED -> new Standing(ActionStatus.BLOCKED, step.detail());
        case COMPLETED -> new Standing(ActionStatus.COMPLETED, step.detail());
        case DROPPED -> new Standing(ActionStatus.DROPPED, step.detail());
        case REOPENED -> new Standing(ActionStatus.OPEN, step.detail());
      };
    }
  }
}
