package io.minutebook.query.graphql;

import io.minutebook.query.live.SeriesUpdate;
import io.minutebook.query.view.Change;
import io.minutebook.query.view.ConsistencyToken;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An update of a series; each method is named like the schema's field. */
record SeriesUpdateNode(SeriesUpdate update) {

  public String cursor() {
    return update.cursor().toString();
  }

  public List<String> tokens() {
    Map<String, Long> versions = new TreeMap<>();
    for (Change change : update.changes()) {
      versions.merge(change.stream(), change.version(), Math::max);
    }
    return versions.entrySet().stream()
        .map(each -> new ConsistencyToken(each.getKey(), each.getValue()).toString())
        .toList();
  }

  public List<LiveChangeNode> changes() {
    return update.changes().stream().map(LiveChangeNode::new).toList();
  }

  public List<MeetingNode> meetings() {
    return update.meetings().stream().map(MeetingNode::new).toList();
  }

  public @Nullable SeriesNode series() {
    return update.series() == null ? null : SeriesNode.now(update.series());
  }
}
