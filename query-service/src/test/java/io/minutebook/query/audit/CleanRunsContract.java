package io.minutebook.query.audit;

import static io.minutebook.query.testing.Sample.meeting;
import static io.minutebook.query.testing.Sample.note;
import static io.minutebook.query.testing.Sample.scheduled;
import static io.minutebook.query.testing.Sample.section;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.event.PersonLabel;
import io.minutebook.event.SeriesEvent;
import io.minutebook.log.Commit;
import io.minutebook.query.projection.Projection;
import io.minutebook.query.projection.ProjectionListener;
import io.minutebook.query.projection.Rebuilds;
import io.minutebook.query.testing.TestMongo;
import io.minutebook.query.view.HeadsListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Nothing is wrong, and a good deal goes on: {@code -Dminutebook.test.clean-runs=1000}. */
@DisplayName("Verifying again and again")
abstract class CleanRunsContract {

  private static final int RUNS = Integer.getInteger("minutebook.test.clean-runs", 20);
  private static final int MEETING_LASTS = 20;

  private TamperFixture record;
  private Projection projection;
  private Rebuilds rebuilds;
  private int notes;

  abstract TestMongo open();

  @BeforeEach
  void begin() throws IOException {
    record = new TamperFixture(open());
    record.sealedAt = () -> Instant.now().truncatedTo(ChronoUnit.MILLIS);
    projection = follow();
    rebuilds =
        new Rebuilds(
            source(),
            record.mongo.views(),
            Clock.systemUTC(),
            new Rebuilds.Times(Duration.ofSeconds(2), Duration.ofSeconds(5)),
            ProjectionListener.NONE,
            HeadsListener.NONE);
    rebuilds.start();
  }

  @AfterEach
  void end() {
    rebuilds.stop();
    projection.stop();
    record.close();
  }

  private Projection.Source source() {
    return new Projection.Source(
        record.broker.bootstrapServers(), record.topic, "views-" + record.topic);
  }

  private Projection follow() {
    Projection one = new Projection(source(), record.mongo.views(), Clock.systemUTC());
    one.start();
    return one;
  }

  @Test
  void raises_no_alarm_while_others_write_seal_rebuild_and_restart() {
    for (int run = 1; run <= RUNS; run++) {
      int number = run;
      List<CompletableFuture<Void>> others = new ArrayList<>();
      others.add(CompletableFuture.runAsync(() -> write(number)));
      if (run % 7 == 0) {
        others.add(CompletableFuture.runAsync(this::restart));
      }
      if (run % 10 == 0) {
        rebuilds.request(null);
      }
      try (Audit audit =
          Audit.open(
              new Audit.Source(
                  record.mongo.uri(),
                  record.mongo.name(),
                  record.broker.bootstrapServers(),
                  record.topic),
              Duration.ofSeconds(30))) {
        Report report =
            audit.verify(
                new VerifyOptions(
                    scope(run),
                    List.of(record.pair.getPublic()),
                    record.folder,
                    record.sealTopic,
                    "views-" + record.topic,
                    run % 3 == 0),
                Progress.NONE);
        assertThat(report.findings()).as("run %d of %d", run, RUNS).isEmpty();
      }
      others.forEach(CompletableFuture::join);
    }
    assertThat(VerificationRecords.of(record.mongo.database()).last(Scope.ALL))
        .hasValueSatisfying(
            outcome -> {
              assertThat(outcome.clean()).isTrue();
              assertThat(outcome.events()).isPositive();
              assertThat(outcome.latestSeal()).isPositive();
            });
  }

  private static Scope scope(int run) {
    return switch (run % 8) {
      case 6 -> Scope.parse("lamp-room");
      case 7 -> Scope.parse("lamp-room/" + day(run));
      default -> Scope.ALL;
    };
  }

  private static LocalDate day(int run) {
    return LocalDate.of(2021, 1, 4).plusWeeks(run / MEETING_LASTS);
  }

  /** Some commits of a meeting, now and then published twice, or marked late; an alias; a seal. */
  private void write(int run) {
    String stream = meeting(day(run).toString()).stream();
    if (!record.commits.containsKey(stream)) {
      record.append(stream, scheduled(day(run).toString()), section(2, 1, "Crew"));
      notes = 0;
    }
    for (int i = 0; i < 5; i++) {
      int entry = 3 + notes++;
      Commit commit =
          record.log.commit(stream, note(entry, 2, entry == 3 ? null : entry - 1, "Note " + run));
      record.log.store(commit);
      record.log.publish(commit);
      if (i == 3) {
        record.log.publish(commit);
      }
      record.log.settle(commit);
      record.of(stream).add(commit);
    }
    if (run % 4 == 0) {
      // in no order: what a series is folded to may not depend on when it was read from its view
      String label = Integer.toString(run * 7919 % 1000, 36);
      record.append(
          meeting(day(run).toString()).series().stream(),
          new SeriesEvent.PersonAliased(new PersonLabel(label), "Crew " + run));
    }
    if (run % 5 == 0) {
      try {
        record.seal();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void restart() {
    projection.stop();
    projection = follow();
  }
}
