package io.minutebook.command.seal;

import io.minutebook.seal.SignedSeal;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The log that is sealed, and the one that seals are published to. */
public interface SealLog extends AutoCloseable {

  /** The name of the log that is sealed. */
  String topic();

  /** How far the log goes now: by partition, the offset of its next record. */
  Map<Integer, Long> ends() throws ExecutionException, InterruptedException;

  /** Takes one record after the other. */
  @FunctionalInterface
  interface Reader {

    /** Whether to go on reading. */
    boolean take(ConsumerRecord<byte @Nullable [], byte @Nullable []> read);
  }

  /** Reads the records of a partition from one offset up to another. */
  void read(int partition, long from, long end, Reader reader);

  /** The number of the seal that was published last; 0 if none was. */
  long published() throws ExecutionException, InterruptedException;

  /** Publishes a seal; returns when that is acknowledged. */
  void publish(SignedSeal seal) throws ExecutionException, InterruptedException;

  @Override
  void close();
}
