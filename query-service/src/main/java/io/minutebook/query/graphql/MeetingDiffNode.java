package io.minutebook.query.graphql;

import io.minutebook.event.EntryId;
import io.minutebook.minutes.Minutes;
import io.minutebook.query.audit.MinutesDiff;
import io.minutebook.query.view.StoredMinutes;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Some minutes at two moments; each method is named like the schema's field.
 *
 * @param wanted which entries are told of
 */
record MeetingDiffNode(
    String meeting,
    @Nullable StoredMinutes earlier,
    @Nullable StoredMinutes later,
    Predicate<EntryId> wanted) {

  public @Nullable MeetingNode from() {
    return earlier == null ? null : new MeetingNode(earlier);
  }

  public @Nullable MeetingNode to() {
    return later == null ? null : new MeetingNode(later);
  }

  public List<EntryDiffNode> entries() {
    return EntryDiffNode.between(minutes(earlier), minutes(later), wanted);
  }

  public String text() {
    return MinutesDiff.text(name(earlier), minutes(earlier), name(later), minutes(later));
  }

  private String name(@Nullable StoredMinutes minutes) {
    return minutes == null ? "/dev/null" : meeting + "@" + minutes.version();
  }

  private static Minutes minutes(@Nullable StoredMinutes stored) {
    return stored == null ? Minutes.NONE : stored.minutes();
  }
}
