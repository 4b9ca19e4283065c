package io.minutebook.query.audit;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** What is needed of the log's records. */
final class LogRecords {

  private LogRecords() {}

  /** The stream of which a record is, as its key says; empty if it has none. */
  static String key(ConsumerRecord<byte @Nullable [], byte @Nullable []> read) {
    byte[] key = read.key();
    return key == null ? "" : new String(key, StandardCharsets.UTF_8);
  }

  static Map<String, byte[]> headers(ConsumerRecord<byte @Nullable [], byte @Nullable []> read) {
    Map<String, byte[]> headers = new HashMap<>();
    for (Header header : read.headers()) {
      if (header.value() != null) {
        headers.put(header.key(), header.value());
      }
    }
    return headers;
  }
}
