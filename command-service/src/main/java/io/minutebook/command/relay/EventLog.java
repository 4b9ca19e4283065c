package io.minutebook.command.relay;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;

/** The log that commits are published to. */
public interface EventLog {

  /** What it is called where it is remembered how far it reaches; also the topic of its records. */
  String name();

  /** Makes the log where there is none, and puts it right where it would not keep everything. */
  void ensure() throws ExecutionException, InterruptedException;

  /** By partition, the offset that its next record will have. */
  Map<Integer, Long> ends() throws ExecutionException, InterruptedException;

  /**
   * A new producer that is idempotent, has one request in flight, and acknowledges what every
   * replica in sync has. What is sent may wait for more for some milliseconds, until the producer
   * is flushed. To be closed by the caller.
   */
  Producer<byte[], byte[]> producer();
}
