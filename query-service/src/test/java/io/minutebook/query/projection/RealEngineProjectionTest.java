package io.minutebook.query.projection;

import static io.minutebook.query.testing.Sample.action;
import static io.minutebook.query.testing.Sample.scheduled;
import static io.minutebook.query.testing.Sample.section;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import io.minutebook.event.Event;
import io.minutebook.log.Commit;
import io.minutebook.query.testing.Sample;
import io.minutebook.query.testing.TestMongo;
import io.minutebook.query.view.LogPlace;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = "minutebook.test.mongodb-uri", matches = ".+")
class RealEngineProjectionTest extends ProjectionContract {

  private final List<String> requests = new CopyOnWriteArrayList<>();

  @Override
  TestMongo open() {
    return TestMongo.realEngine(
        new CommandListener() {
          @Override
          public void commandStarted(CommandStartedEvent event) {
            requests.add(event.getCommandName());
          }
        });
  }

  @Test
  void writes_what_a_batch_led_to_in_one_request() {
    Commit series = log.commit(Sample.SERIES.stream(), Sample.series());
    Commit meeting =
        log.commit(
            stream("2020-05-04"),
            scheduled("2020-05-04"),
            section(2, 1, "Crew"),
            action(3, 2, null, "Oil the stairs"));
    Projector projector = new Projector(new MongoViewStore(views), Clock.systemUTC());
    requests.clear();
    projector.apply(
        List.of(
            new Delivery.Whole(series, new LogPlace(0, 0)),
            new Delivery.Whole(meeting, new LogPlace(0, 1))));

    assertThat(requests).containsExactly("find", "find", "bulkWrite");
    assertThat(views.minutes().versionOf(stream("2020-05-04"))).hasValue(2);
    assertThat(views.historyDocuments().countDocuments(Filters.eq("stream", stream("2020-05-04"))))
        .isEqualTo(3);
    assertThat(views.entryDocuments().distinct("entry", String.class)).contains("e2", "e3");
    assertThat(views.series().find(Sample.SERIES)).isPresent();
  }

  @Test
  void writes_a_large_batch_in_several() {
    Event[] notes =
        IntStream.rangeClosed(3, 2 + MongoViewStore.MOST_IN_ONE_REQUEST)
            .mapToObj(number -> action(number, 2, null, "Oil the stairs"))
            .toArray(Event[]::new);
    Commit first = log.commit(stream("2020-05-04"), scheduled("2020-05-04"), section(2, 1, "Crew"));
    Commit second = log.commit(stream("2020-05-04"), notes);
    Projector projector = new Projector(new MongoViewStore(views), Clock.systemUTC());
    projector.apply(
        List.of(
            new Delivery.Whole(first, new LogPlace(0, 0)),
            new Delivery.Whole(second, new LogPlace(0, 1))));

    assertThat(requests).contains("insert", "update").doesNotContain("bulkWrite");
    assertThat(views.minutes().versionOf(stream("2020-05-04"))).hasValue(notes.length + 1);
  }
}
