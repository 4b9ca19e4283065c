package io.minutebook.query.audit;

import io.minutebook.event.EntryAddress;
import io.minutebook.event.MeetingId;
import io.minutebook.event.PackageStage;
import io.minutebook.event.ReleasePlan;
import io.minutebook.minutes.ActionStatus;
import io.minutebook.query.view.ActionLife;
import io.minutebook.query.view.StoredMinutes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What changed over a series between two moments. All but the meetings is seen from where things
 * stood before and where they stand after, so that what was done and undone between does not show.
 *
 * @param meetings whose stream went on
 */
public record SeriesChanges(
    List<MeetingChange> meetings,
    ActionChanges actions,
    List<DecisionChange> decided,
    List<DecisionChange> superseded,
    List<PackageMove> packages,
    List<ReleaseMove> releases,
    List<CountChange> counts) {

  /** A kind of change that can be asked for beside the meetings. */
  public enum Kind {
    /** Actions that were assigned, completed, dropped or reopened, or are gone. */
    ACTIONS,
    /** Actions that were open and still are. */
    STILL_OPEN,
    DECISIONS,
    PACKAGES,
    RELEASES,
    COUNTS
  }

  /** What can become of a meeting. */
  public enum What {
    /** It was not there before. */
    NEW,
    /** Its minutes say something else, or it takes place on another day. */
    CHANGED,
    /** Its minutes were published. */
    PUBLISHED,
    /** Its minutes had been published, and are open again. */
    REOPENED,
    /** It was called off. */
    CALLED_OFF,
    /** It had been called off, and takes place after all. */
    REINSTATED
  }

  /** A meeting as it was and as it is; null: it was not. */
  public record MeetingChange(Set<What> what, @Nullable StoredMinutes before, StoredMinutes after) {

    public MeetingChange {
      what = Set.copyOf(what);
    }
  }

  /**
   * Actions by what became of them, as they stand now; one may be in two of these.
   *
   * @param gone that no minutes have any more, as they stood before
   */
  public record ActionChanges(
      List<ActionLife> assigned,
      List<ActionLife> completed,
      List<ActionLife> dropped,
      List<ActionLife> reopened,
      List<ActionLife> stillOpen,
      List<ActionLife> gone) {}

  /** A decision and those that took its place. */
  public record DecisionChange(
      EntryAddress address, String text, List<EntryAddress> supersededBy) {}

  /** A package that came into another stage; null: none listed it before. */
  public record PackageMove(
      String text, MeetingId meeting, @Nullable PackageStage before, PackageStage after) {}

  /** A release that is planned otherwise; null: it was not planned before. */
  public record ReleaseMove(MeetingId meeting, @Nullable ReleasePlan before, ReleasePlan after) {}

  /**
   * A count that was counted again; the meeting and the count before are null at the first time.
   */
  public record CountChange(
      String counter,
      @Nullable MeetingId meetingBefore,
      @Nullable Integer before,
      MeetingId meeting,
      int after) {}

  static SeriesChanges between(
      List<MeetingChange> meetings, SeriesState before, SeriesState after) {
    return new SeriesChanges(
        meetings,
        actions(before.lives(), after.lives()),
        decided(before, after),
        superseded(before, after),
        packages(before, after),
        releases(before, after),
        counts(before, after));
  }

  private static ActionChanges actions(
      SortedMap<EntryAddress, ActionLife> before, SortedMap<EntryAddress, ActionLife> after) {
    ActionChanges changes =
        new ActionChanges(
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>());
    after.forEach(
        (root, life) -> {
          ActionLife was = before.get(root);
          if (was == null) {
            changes.assigned.add(life);
          }
          if (was == null || was.status() != life.status()) {
            if (life.status() == ActionStatus.COMPLETED) {
              changes.completed.add(life);
            } else if (life.status() == ActionStatus.DROPPED) {
              changes.dropped.add(life);
            }
          }
          if (was != null && life.status().isOpen()) {
            (was.status().isOpen() ? changes.stillOpen : changes.reopened).add(life);
          }
        });
    before.forEach(
        (root, life) -> {
          if (!after.containsKey(root)) {
            changes.gone.add(life);
          }
        });
    return changes;
  }

  private static List<DecisionChange> decided(SeriesState before, SeriesState after) {
    return after.decisions().values().stream()
        .filter(decided -> !before.decisions().containsKey(decided.address()))
        .map(SeriesChanges::decision)
        .toList();
  }

  private static List<DecisionChange> superseded(SeriesState before, SeriesState after) {
    return after.decisions().values().stream()
        .filter(decided -> !decided.supersededBy().isEmpty())
        .filter(
            decided -> {
              SeriesState.Decided was = before.decisions().get(decided.address());
              return was == null || was.supersededBy().isEmpty();
            })
        .map(SeriesChanges::decision)
        .toList();
  }

  private static DecisionChange decision(SeriesState.Decided decided) {
    return new DecisionChange(
        decided.address(), decided.text(), List.copyOf(decided.supersededBy()));
  }

  private static List<PackageMove> packages(SeriesState before, SeriesState after) {
    List<PackageMove> moves = new ArrayList<>();
    after
        .packages()
        .forEach(
            (key, listed) -> {
              SeriesState.Listed was = before.packages().get(key);
              if (was == null || was.stage() != listed.stage()) {
                moves.add(
                    new PackageMove(
                        listed.text(),
                        listed.meeting(),
                        was == null ? null : was.stage(),
                        listed.stage()));
              }
            });
    return moves;
  }

  private static List<ReleaseMove> releases(SeriesState before, SeriesState after) {
    List<ReleaseMove> moves = new ArrayList<>();
    after
        .releases()
        .forEach(
            (key, planned) -> {
              SeriesState.Planned was = before.releases().get(key);
              if (was == null || isElsewhen(was.plan(), planned.plan())) {
                moves.add(
                    new ReleaseMove(
                        planned.meeting(), was == null ? null : was.plan(), planned.plan()));
              }
            });
    return moves;
  }

  private static boolean isElsewhen(ReleasePlan one, ReleasePlan other) {
    return !Objects.equals(one.developmentFreeze(), other.developmentFreeze())
        || !Objects.equals(one.packageFreeze(), other.packageFreeze())
        || !Objects.equals(one.release(), other.release());
  }

  private static List<CountChange> counts(SeriesState before, SeriesState after) {
    List<CountChange> changes = new ArrayList<>();
    after
        .counts()
        .forEach(
            (key, counted) -> {
              SeriesState.Counted was = before.counts().get(key);
              if (was == null
                  || !was.meeting().equals(counted.meeting())
                  || was.number().count() != counted.number().count()) {
                changes.add(
                    new CountChange(
                        counted.number().counter(),
                        was == null ? null : was.meeting(),
                        was == null ? null : was.number().count(),
                        counted.meeting(),
                        counted.number().count()));
              }
            });
    return changes;
  }
}
