package io.minutebook.query.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.event.EntryAddress;
import io.minutebook.event.MeetingId;
import io.minutebook.event.PersonLabel;
import io.minutebook.minutes.ActionStatus;
import io.minutebook.query.view.ActionStep.What;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ActionLifeTest {

  private static final EntryAddress ROOT = EntryAddress.parse("pumps/2020-09-07#e3");
  private static final Instant NOON = Instant.parse("2020-09-07T12:00:00Z");

  private static ActionStep step(long version, What what, @Nullable String detail) {
    return new ActionStep(version, what, detail, null, NOON, null, "ada", null);
  }

  private static ActionItem item(
      String meeting, String entry, @Nullable String from, ActionStep... steps) {
    MeetingId id = MeetingId.parse(meeting);
    return new ActionItem(
        id,
        id.date(),
        entry,
        List.of(new PersonLabel("Ada")),
        "Pump " + meeting,
        List.of(),
        null,
        ActionStatus.OPEN,
        null,
        List.of(),
        ROOT,
        from == null ? null : EntryAddress.parse(from),
        List.of(steps));
  }

  @Test
  void it_begins_where_its_root_is_even_if_those_minutes_do_not_have_it_any_more() {
    ActionLife life =
        ActionLife.of(
            ROOT,
            List.of(
                item(
                    "pumps/2020-09-14",
                    "e5",
                    "pumps/2020-09-07#e3",
                    step(4, What.CARRIED_OVER, null))));

    assertThat(life.since()).isEqualTo(LocalDate.of(2020, 9, 7));
    assertThat(life.carriedOver()).isEqualTo(1);
    assertThat(life.status()).isEqualTo(ActionStatus.OPEN);
  }

  @Test
  void two_entries_of_one_meeting_are_one_step_of_the_way() {
    ActionLife life =
        ActionLife.of(
            ROOT,
            List.of(
                item("pumps/2020-09-07", "e3", null, step(2, What.ASSIGNED, "Pump")),
                item(
                    "pumps/2020-09-14",
                    "e9",
                    "pumps/2020-09-07#e3",
                    step(9, What.CARRIED_OVER, null)),
                item(
                    "pumps/2020-09-14",
                    "e5",
                    "pumps/2020-09-07#e3",
                    step(4, What.CARRIED_OVER, null),
                    step(12, What.COMPLETED, "dry"))));

    assertThat(life.carriedOver()).isEqualTo(1);
    assertThat(life.steps())
        .extracting(each -> each.step().version())
        .containsExactly(2L, 4L, 9L, 12L);
    assertThat(life.status()).isEqualTo(ActionStatus.COMPLETED);
    assertThat(life.remark()).isEqualTo("dry");
  }

  @Test
  void of_two_entries_of_its_last_meeting_the_last_is_the_one_that_its_status_is_of() {
    ActionItem carried =
        item("pumps/2020-09-14", "e9", "pumps/2020-09-07#e3", step(9, What.CARRIED_OVER, null));
    ActionItem dropped =
        item(
            "pumps/2020-09-14",
            "e5",
            "pumps/2020-09-07#e3",
            step(4, What.CARRIED_OVER, null),
            step(8, What.DROPPED, "dry"),
            step(12, What.REWORDED, "Pump on"));

    for (List<ActionItem> items : List.of(List.of(carried, dropped), List.of(dropped, carried))) {
      ActionLife life = ActionLife.of(ROOT, items);

      assertThat(life.status()).isEqualTo(ActionStatus.OPEN);
      assertThat(life.last()).isSameAs(carried);
    }
  }

  @Test
  void the_second_meeting_of_a_day_comes_after_the_first() {
    ActionLife life =
        ActionLife.of(
            ROOT,
            List.of(
                item(
                    "pumps/2020-09-07-2",
                    "e3",
                    "pumps/2020-09-07#e3",
                    step(2, What.CARRIED_OVER, null)),
                item(
                    "pumps/2020-09-07",
                    "e3",
                    null,
                    step(3, What.ASSIGNED, null),
                    step(20, What.DROPPED, "no"))));

    assertThat(life.status()).isEqualTo(ActionStatus.OPEN);
    assertThat(life.last().meeting()).hasToString("pumps/2020-09-07-2");
  }

  @Test
  void minutes_that_take_it_over_otherwise_than_it_was_at_the_end_of_those_before_change_it() {
    ActionItem first = item("pumps/2020-09-07", "e3", null, step(2, What.ASSIGNED, "Pump"));
    ActionItem same = taken("pumps/2020-09-14", "pumps/2020-09-07#e3", first.text(), null, "ada?");
    ActionItem other =
        taken(
            "pumps/2020-09-21",
            "pumps/2020-09-14#e3",
            "Pump on",
            LocalDate.of(2020, 10, 1),
            "Bo",
            "Ada");
    ActionItem back = taken("pumps/2020-09-28", "pumps/2020-09-07#e3", first.text(), null, "Ada");

    ActionLife life = ActionLife.of(ROOT, List.of(back, other, same, first));

    assertThat(life.steps())
        .extracting(each -> each.meeting().day() + " " + each.step().what())
        .containsExactly(
            "2020-09-07 ASSIGNED",
            "2020-09-14 CARRIED_OVER",
            "2020-09-21 CARRIED_OVER",
            "2020-09-21 REASSIGNED",
            "2020-09-21 REWORDED",
            "2020-09-21 RESCHEDULED",
            "2020-09-28 CARRIED_OVER");
    assertThat(life.steps().subList(3, 6))
        .extracting(each -> each.step().detail())
        .containsExactly("Bo, Ada", "Pump on", "2020-10-01");
  }

  @Test
  void where_the_minutes_that_it_was_taken_from_have_it_no_more_the_last_ones_before_count() {
    ActionItem first = item("pumps/2020-09-07", "e3", null, step(2, What.ASSIGNED, "Pump"));
    ActionItem later = taken("pumps/2020-09-21", "pumps/2020-09-14#e3", first.text(), null, "Bo");

    assertThat(ActionLife.of(ROOT, List.of(later, first)).steps())
        .extracting(each -> each.step().what())
        .containsExactly(What.ASSIGNED, What.CARRIED_OVER, What.REASSIGNED);
    assertThat(ActionLife.of(ROOT, List.of(later)).steps())
        .extracting(each -> each.step().what())
        .containsExactly(What.CARRIED_OVER);
  }

  private static ActionItem taken(
      String meeting, String from, String text, @Nullable LocalDate due, String... owners) {
    List<PersonLabel> people = Stream.of(owners).map(PersonLabel::new).toList();
    MeetingId id = MeetingId.parse(meeting);
    ActionStep carried =
        new ActionStep(
            4,
            What.CARRIED_OVER,
            text,
            new ActionStep.TakenOver(people, due),
            NOON,
            null,
            "ada",
            null);
    return new ActionItem(
        id,
        id.date(),
        "e3",
        people,
        text,
        List.of(),
        due,
        ActionStatus.OPEN,
        null,
        List.of(),
        ROOT,
        EntryAddress.parse(from),
        List.of(carried));
  }

  /** Whatever was recorded first, the life is the same; and it is what the rule in words says. */
  @Test
  void it_does_not_matter_in_which_order_the_minutes_were_recorded() {
    long seed = Long.getLong("minutebook.test.seed", System.nanoTime());
    Random random = new Random(seed);
    List<What> changes =
        List.of(What.BLOCKED, What.COMPLETED, What.DROPPED, What.REOPENED, What.REWORDED);
    for (int run = 0; run < 200; run++) {
      List<ActionItem> items = new ArrayList<>();
      ActionStatus expected = ActionStatus.OPEN;
      for (int week = 0; week < 1 + random.nextInt(5); week++) {
        List<ActionStep> steps = new ArrayList<>();
        steps.add(step(1, week == 0 ? What.ASSIGNED : What.CARRIED_OVER, null));
        expected = expected == ActionStatus.BLOCKED ? expected : ActionStatus.OPEN;
        for (int i = random.nextInt(3); i > 0; i--) {
          What what = changes.get(random.nextInt(changes.size()));
          steps.add(step(10 - i, what, null));
          expected =
              switch (what) {
                case BLOCKED -> ActionStatus.BLOCKED;
                case COMPLETED -> ActionStatus.COMPLETED;
                case DROPPED -> ActionStatus.DROPPED;
                case REOPENED -> ActionStatus.OPEN;
                case ASSIGNED, CARRIED_OVER, REASSIGNED, REWORDED, RESCHEDULED -> expected;
              };
        }
        items.add(
            item(
                "pumps/" + LocalDate.of(2020, 9, 7).plusWeeks(week),
                "e3",
                week == 0 ? null : "pumps/2020-09-07#e3",
                steps.toArray(ActionStep[]::new)));
      }
      ActionLife inOrder = ActionLife.of(ROOT, items);
      Collections.shuffle(items, random);

      assertThat(ActionLife.of(ROOT, items)).as("seed %d", seed).isEqualTo(inOrder);
      assertThat(inOrder.status()).as("seed %d", seed).isEqualTo(expected);
      assertThat(inOrder.carriedOver()).isEqualTo(items.size() - 1);
    }
  }
}
