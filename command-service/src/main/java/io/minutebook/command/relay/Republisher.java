package io.minutebook.command.relay;

import io.minutebook.log.Commit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;

/** Publishes commits for whoever makes the log anew, as the relay does. Not for several threads. */
public final class Republisher implements AutoCloseable {

  private final Producer<byte[], byte[]> producer;
  private final String topic;

  public Republisher(EventLog log) {
    this.producer = log.producer();
    this.topic = log.name();
  }

  /**
   * What came of it.
   *
   * @param held the commits that the log is known to hold
   * @param unpublishable those that it will never take, each the first such of its stream
   * @param ends by partition, the offset after the last record that was acknowledged
   */
  public record Outcome(List<Commit> held, List<Commit> unpublishable, Map<Integer, Long> ends) {

    public Outcome {
      held = List.copyOf(held);
      unpublishable = List.copyOf(unpublishable);
      ends = Map.copyOf(ends);
    }
  }

  /**
   * Publishes commits, given in the order of each stream, and waits until every replica in sync has
   * them.
   *
   * @throws ExecutionException if the log does not take them now; this is of no more use then
   */
  public Outcome publish(List<Commit> commits) throws ExecutionException, InterruptedException {
    Publication publication = new Publication(producer, topic);
    publication.send(commits);
    List<Commit> held = publication.acknowledged();
    Exception failure = publication.failure();
    if (failure != null) {
      throw new ExecutionException(failure);
    }
    return new Outcome(held, publication.unpublishable(), publication.ends());
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
