package io.minutebook.cli;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.minutebook.command.recovery.Recovered;
import io.minutebook.query.audit.Audit;
import io.minutebook.query.audit.Finding;
import io.minutebook.query.audit.Report;
import io.minutebook.query.audit.VerifyOptions;
import io.minutebook.query.projection.Projection;
import io.minutebook.query.projection.ProjectionStatus;
import io.minutebook.query.view.NotReady;
import io.minutebook.query.view.Views;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What comes after one copy of the record was made anew: the views follow the log, as the services
 * would have them do, and then everything is verified.
 */
final class Aftermath {

  private static final Duration PATIENCE_WITH_VIEWS = Duration.ofSeconds(90);
  private static final Duration PAUSE = Duration.ofMillis(100);

  /** A reader that has not asked yet takes itself for one that is at the end. */
  private static final int LOOKS = 3;

  private final RecordOptions.Found servers;
  private final VerifyOptions asked;
  private final Output output;

  /**
   * @param asked what is verified, and against what
   */
  Aftermath(RecordOptions.Found servers, VerifyOptions asked, Output output) {
    this.servers = servers;
    this.asked = asked;
    this.output = output;
  }

  /**
   * Follows, verifies, and tells of all that.
   *
   * @param what was made anew
   * @return the exit code
   */
  int of(String what, Recovered recovered) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("recovered", recovered);
    recovered.problems().forEach(problem -> output.line("wrong: " + problem));
    output.line(
        "%s: %d streams, %d commits with %d events written, %d there before%s"
            .formatted(
                what,
                recovered.streams(),
                recovered.commits(),
                recovered.events(),
                recovered.there(),
                recovered.seals() == 0 ? "" : ", %d seals".formatted(recovered.seals())));
    int verified = verify(json);
    output.json(json);
    return recovered.problems().isEmpty() ? verified : 1;
  }

  /** Lets the views follow, and verifies; puts what was found into the answer. */
  int verify(Map<String, Object> json) {
    Report report = followed();
    List<String> findings = new ArrayList<>();
    for (Finding finding : report.findings()) {
      output.line("wrong: " + finding);
      findings.add(finding.toString());
    }
    Verified verified = new Verified(asked, report);
    verified.tell(output, "verified: ");
    verified.addTo(json);
    json.put("findings", findings);
    return report.isClean() ? 0 : 1;
  }

  /** Verifies while the views go on following, so that nothing is found that only came late. */
  private Report followed() {
    try (MongoClient client = MongoClients.create(servers.mongodb())) {
      Views views = Views.of(client.getDatabase(servers.database()));
      views.prepare();
      Projection projection = new Projection(servers.followed(), views, Clock.systemUTC());
      projection.start();
      try (AuditProgress progress = new AuditProgress(output)) {
        awaitHead(projection, progress);
        try (Audit audit = Audit.open(servers.source(), PATIENCE_WITH_VIEWS)) {
          return audit.verify(asked, progress);
        }
      } finally {
        projection.stop();
      }
    } catch (MongoException | NotReady e) {
      throw new CannotRun(
          "the views could not be made (%s); start the services, and run 'minutebook verify'."
              .formatted(e.getMessage()),
          e);
    }
  }

  /** Waits for as long as the views get on. */
  private static void awaitHead(Projection projection, AuditProgress progress) {
    long most = 0;
    long least = Long.MAX_VALUE;
    Set<ProjectionStatus> atHead = Collections.newSetFromMap(new IdentityHashMap<>());
    long deadline = System.nanoTime() + PATIENCE_WITH_VIEWS.toNanos();
    while (System.nanoTime() - deadline < 0 && atHead.size() < LOOKS) {
      ProjectionStatus status = projection.status();
      if (status.running()) {
        long lag = status.lag();
        most = Math.max(most, lag);
        if (lag < least) {
          least = lag;
          deadline = System.nanoTime() + PATIENCE_WITH_VIEWS.toNanos();
          progress.reached("Views, percent", most == 0 ? 100 : 100 * (most - lag) / most, 100);
        }
        if (lag == 0) {
          atHead.add(status);
        } else {
          atHead.clear();
        }
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CannotRun("interrupted while the views were made; run 'minutebook verify'.", e);
      }
    }
  }
}
