package io.minutebook.query.graphql;

import io.minutebook.event.EntryId;
import io.minutebook.minutes.Minutes;
import io.minutebook.query.audit.DiffPart;
import io.minutebook.query.audit.MinutesDiff;
import io.minutebook.query.audit.WordDiff;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What became of an entry; each component and method is named like the schema's field. */
record EntryDiffNode(
    String entry,
    List<MinutesDiff.What> what,
    EntryNode.@Nullable Kind kind,
    @Nullable String before,
    @Nullable String after) {

  /** What became of every entry that is wanted and not as it was. */
  static List<EntryDiffNode> between(Minutes before, Minutes after, Predicate<EntryId> wanted) {
    Map<String, EntryNode.Kind> kinds = new HashMap<>();
    EntryNodes.of(before).forEach(node -> kinds.put(node.id(), node.kind()));
    EntryNodes.of(after).forEach(node -> kinds.put(node.id(), node.kind()));
    return MinutesDiff.entries(before, after).stream()
        .filter(change -> wanted.test(change.entry()))
        .map(
            change ->
                new EntryDiffNode(
                    change.entry().value(),
                    change.what().stream().sorted().toList(),
                    kinds.get(change.entry().value()),
                    change.textBefore(),
                    change.textAfter()))
        .toList();
  }

  public List<DiffPart> diff() {
    return WordDiff.between(before, after);
  }
}
