package io.minutebook.query.projection;

import com.mongodb.client.MongoCollection;
import io.minutebook.query.projection.StreamState.OfMeeting;
import io.minutebook.query.projection.StreamState.OfSeries;
import io.minutebook.query.view.LogPlace;
import io.minutebook.query.view.StoredSeries;
import io.minutebook.query.view.Views;
import java.util.List;
import java.util.function.Function;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * A document that a stream's state has in the views, beside its history.
 *
 * @param collection where the document belongs
 * @param head whether it tells how far the views have followed the stream: it is written last
 */
public record ViewDocument(
    Function<Views, MongoCollection<Document>> collection, Document document, boolean head) {

  /**
   * The documents of a state.
   *
   * @param place where in the log the last event of the state lies; null: not to be said
   */
  public static List<ViewDocument> of(StreamState state, @Nullable LogPlace place) {
    return switch (state) {
      case OfMeeting meeting ->
          List.of(
              new ViewDocument(Views::actionsDocuments, ActionsProjection.document(meeting), false),
              new ViewDocument(Views::countsDocuments, CountsProjection.document(meeting), false),
              new ViewDocument(
                  Views::decisionsDocuments, DecisionsProjection.document(meeting), false),
              new ViewDocument(
                  Views::packagesDocuments, PackagesProjection.document(meeting), false),
              new ViewDocument(Views::minutesDocuments, meeting.stored(place).toDocument(), true));
      case OfSeries series ->
          List.of(
              new ViewDocument(
                  Views::seriesDocuments,
                  new StoredSeries(series.id(), series.version(), series.series(), place)
                      .toDocument(),
                  true));
    };
  }
}
