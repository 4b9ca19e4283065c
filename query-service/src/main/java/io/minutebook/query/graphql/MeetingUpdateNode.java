package io.minutebook.query.graphql;

import io.minutebook.query.live.MeetingUpdate;
import io.minutebook.query.view.ConsistencyToken;
import java.util.List;

/** An update of a meeting; each method is named like the schema's field. */
record MeetingUpdateNode(MeetingUpdate update) {

  public long version() {
    return update.version();
  }

  public String token() {
    return new ConsistencyToken(update.meeting().stream(), update.version()).toString();
  }

  public List<LiveChangeNode> changes() {
    return update.changes().stream().map(LiveChangeNode::new).toList();
  }

  public MeetingNode meeting() {
    return new MeetingNode(update.meeting());
  }
}
