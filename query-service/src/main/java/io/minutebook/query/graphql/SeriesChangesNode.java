package io.minutebook.query.graphql;

import io.minutebook.event.EntryAddress;
import io.minutebook.event.MeetingId;
import io.minutebook.event.PackageStage;
import io.minutebook.event.ReleasePlan;
import io.minutebook.event.SeriesId;
import io.minutebook.minutes.MeetingStatus;
import io.minutebook.minutes.Minutes;
import io.minutebook.query.audit.SeriesChanges;
import io.minutebook.query.view.ActionLife;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What changed over a series; each method is named like the schema's field. */
record SeriesChangesNode(
    SeriesId id, Instant since, @Nullable Instant until, SeriesChanges changes) {

  public String series() {
    return id.slug();
  }

  public List<MeetingChangeNode> meetings() {
    return changes.meetings().stream().map(MeetingChangeNode::new).toList();
  }

  public List<ActionLifeNode> assigned() {
    return lives(changes.actions().assigned());
  }

  public List<ActionLifeNode> completed() {
    return lives(changes.actions().completed());
  }

  public List<ActionLifeNode> dropped() {
    return lives(changes.actions().dropped());
  }

  public List<ActionLifeNode> reopened() {
    return lives(changes.actions().reopened());
  }

  public List<ActionLifeNode> stillOpen() {
    return lives(changes.actions().stillOpen());
  }

  public List<ActionLifeNode> gone() {
    return lives(changes.actions().gone());
  }

  public List<DecisionChangeNode> decided() {
    return changes.decided().stream().map(DecisionChangeNode::of).toList();
  }

  public List<DecisionChangeNode> superseded() {
    return changes.superseded().stream().map(DecisionChangeNode::of).toList();
  }

  public List<PackageMoveNode> packages() {
    return changes.packages().stream().map(PackageMoveNode::of).toList();
  }

  public List<ReleaseMoveNode> releases() {
    return changes.releases().stream().map(ReleaseMoveNode::of).toList();
  }

  public List<CountChangeNode> counts() {
    return changes.counts().stream().map(CountChangeNode::of).toList();
  }

  private static List<ActionLifeNode> lives(List<ActionLife> lives) {
    return lives.stream().map(ActionLifeNode::of).toList();
  }

  /** A meeting whose minutes went on. */
  record MeetingChangeNode(SeriesChanges.MeetingChange change) {

    public String meeting() {
      return change.after().meeting().toString();
    }

    public LocalDate date() {
      return change.after().date();
    }

    public String title() {
      return change.after().title();
    }

    public MeetingStatus status() {
      return change.after().status();
    }

    public List<SeriesChanges.What> what() {
      return change.what().stream().sorted().toList();
    }

    public @Nullable Long fromVersion() {
      return change.before() == null ? null : change.before().version();
    }

    public long version() {
      return change.after().version();
    }

    public List<EntryDiffNode> entries() {
      return EntryDiffNode.between(
          change.before() == null ? Minutes.NONE : change.before().minutes(),
          change.after().minutes(),
          _ -> true);
    }
  }

  /** A decision that was made or superseded. */
  record DecisionChangeNode(String id, String meeting, String text, List<String> supersededBy) {

    static DecisionChangeNode of(SeriesChanges.DecisionChange decision) {
      return new DecisionChangeNode(
          decision.address().toString(),
          decision.address().meeting().toString(),
          decision.text(),
          decision.supersededBy().stream().map(EntryAddress::toString).toList());
    }
  }

  /** A package that came into another stage. */
  record PackageMoveNode(
      String meeting, String text, @Nullable PackageStage before, PackageStage after) {

    static PackageMoveNode of(SeriesChanges.PackageMove move) {
      return new PackageMoveNode(
          move.meeting().toString(), move.text(), move.before(), move.after());
    }
  }

  /** The days of a release. */
  record ReleaseDaysNode(
      @Nullable LocalDate developmentFreeze,
      @Nullable LocalDate packageFreeze,
      @Nullable LocalDate release) {

    static ReleaseDaysNode of(ReleasePlan plan) {
      return new ReleaseDaysNode(plan.developmentFreeze(), plan.packageFreeze(), plan.release());
    }
  }

  /** A release that is planned for other days. */
  record ReleaseMoveNode(
      String meeting,
      String version,
      @Nullable String name,
      @Nullable ReleaseDaysNode before,
      ReleaseDaysNode after) {

    static ReleaseMoveNode of(SeriesChanges.ReleaseMove move) {
      return new ReleaseMoveNode(
          move.meeting().toString(),
          move.after().version(),
          move.after().name(),
          move.before() == null ? null : ReleaseDaysNode.of(move.before()),
          ReleaseDaysNode.of(move.after()));
    }
  }

  /** A count that was counted again. */
  record CountChangeNode(
      String counter,
      String meeting,
      int after,
      @Nullable String meetingBefore,
      @Nullable Integer before,
      @Nullable Integer difference) {

    static CountChangeNode of(SeriesChanges.CountChange change) {
      MeetingId earlier = change.meetingBefore();
      Integer before = change.before();
      return new CountChangeNode(
          change.counter(),
          change.meeting().toString(),
          change.after(),
          earlier == null ? null : earlier.toString(),
          before,
          before == null ? null : change.after() - before);
    }
  }
}
