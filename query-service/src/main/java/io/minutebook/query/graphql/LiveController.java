package io.minutebook.query.graphql;

import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesId;
import io.minutebook.query.live.LiveStreams;
import io.minutebook.query.live.SeriesCursor;
import io.minutebook.query.view.BadArgument;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.FlowAdapters;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;

/** What happens, told at once. */
@Controller
class LiveController {

  private final LiveStreams live;

  LiveController(LiveStreams live) {
    this.live = live;
  }

  @SubscriptionMapping
  Flux<MeetingUpdateNode> meetingChanged(
      @Argument String meeting, @Argument @Nullable Integer after) {
    MeetingId id = Arguments.read("meeting", meeting, MeetingId::parse);
    if (after != null && after < -1) {
      throw new BadArgument("after", "the last version that you have is -1 or more, not " + after);
    }
    return Flux.from(
            FlowAdapters.toPublisher(live.meeting(id, after == null ? null : after.longValue())))
        .map(MeetingUpdateNode::new);
  }

  @SubscriptionMapping
  Flux<SeriesUpdateNode> seriesChanged(@Argument String series, @Argument @Nullable String after) {
    SeriesId id = Arguments.read("series", series, SeriesId::new);
    SeriesCursor cursor =
        Arguments.readIfGiven("after", after, text -> SeriesCursor.parse(id, text));
    return Flux.from(FlowAdapters.toPublisher(live.series(id, cursor))).map(SeriesUpdateNode::new);
  }

  @SchemaMapping(typeName = "LiveChange", field = "record")
  LiveChangeNode.Story recordOf(LiveChangeNode change) {
    HistoryRight.require();
    return change.history();
  }
}
