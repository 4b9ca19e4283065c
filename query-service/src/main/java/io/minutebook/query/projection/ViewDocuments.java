package io.minutebook.query.projection;

import com.mongodb.client.MongoCollection;
import io.minutebook.query.projection.StreamState.OfMeeting;
import io.minutebook.query.projection.StreamState.OfSeries;
import io.minutebook.query.view.LogPlace;
import io.minutebook.query.view.StoredMinutes;
import io.minutebook.query.view.StoredSeries;
import io.minutebook.query.view.Views;
import java.util.List;
import java.util.function.Function;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The documents that a stream's state has in the views, beside its history. The last of them tells
 * how far the views have followed the stream: it is written after all others.
 *
 * @param collection where the document belongs
 */
public record ViewDocuments(Function<Views, MongoCollection<Document>> collection, Document document) {

  /**
   * The documents of a state.
   *
   * @param place where in the log the last event of the state lies; null: not to be said
   */
  public static List<ViewDocuments> of(StreamState state, @Nullable LogPlace place) {
    return switch (state) {
      case OfMeeting meeting ->
          List.of(
              new ViewDocuments(Views::actionsDocuments, ActionsProjection.document(meeting)),
              new ViewDocuments(Views::countsDocuments, CountsProjection.document(meeting)),
              new ViewDocuments(
                  Views::minutesDocuments,
                  new StoredMinutes(meeting.meeting(), meeting.version(), meeting.minutes(), place)
                      .toDocument()));
      case OfSeries series ->
          List.of(
              new ViewDocuments(
                  Views::seriesDocuments,
                  new StoredSeries(series.id(), series.version(), series.series(), place)
                      .toDocument()));
    };
  }
}
