package io.minutebook.command.recovery;

import io.minutebook.log.CanonicalJson;
import io.minutebook.log.Commit;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A commit as a line of an archive: canonical JSON (RFC 8785) of its fields under their names in
 * the store. Instants are milliseconds since 1970, hashes hexadecimal. Each event is a text whose
 * UTF-8 are its bytes; bytes that are none are {@code {"base64": ...}}, so that also a damaged
 * commit is kept as it is.
 */
final class CommitLine {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final HexFormat HEX = HexFormat.of();

  private CommitLine() {}

  static byte[] write(Commit commit) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("s", commit.stream());
    line.put("v", commit.version());
    line.put("n", commit.events().size());
    line.put("c", commit.commandId());
    line.put("f", commit.fingerprint());
    line.put("at", commit.at().toEpochMilli());
    Instant occurredAt = commit.occurredAt();
    if (occurredAt != null) {
      line.put("occurredAt", occurredAt.toEpochMilli());
    }
    ArrayNode events = line.putArray("events");
    for (byte[] event : commit.events()) {
      String text = new String(event, StandardCharsets.UTF_8);
      if (Arrays.equals(text.getBytes(StandardCharsets.UTF_8), event)) {
        events.add(text);
      } else {
        events.addObject().put("base64", Base64.getEncoder().encodeToString(event));
      }
    }
    line.put("prev", HEX.formatHex(commit.previousHash()));
    line.put("hash", HEX.formatHex(commit.hash()));
    return CanonicalJson.bytes(line);
  }

  /**
   * @throws IllegalArgumentException if it is no such line
   */
  static Commit read(byte[] line) {
    try {
      JsonNode read = JSON.readTree(line);
      List<byte[]> events = new ArrayList<>();
      for (JsonNode event : read.required("events")) {
        events.add(
            event.isString()
                ? event.stringValue().getBytes(StandardCharsets.UTF_8)
                : Base64.getDecoder().decode(event.required("base64").stringValue()));
      }
      if (events.size() != read.required("n").intValue()) {
        throw new IllegalArgumentException("it has another number of events than it says");
      }
      JsonNode occurredAt = read.get("occurredAt");
      return new Commit(
          read.required("s").stringValue(),
          read.required("v").longValue(),
          read.required("c").stringValue(),
          read.required("f").stringValue(),
          Instant.ofEpochMilli(read.required("at").longValue()),
          occurredAt == null ? null : Instant.ofEpochMilli(occurredAt.longValue()),
          events,
          HEX.parseHex(read.required("prev").stringValue()),
          HEX.parseHex(read.required("hash").stringValue()));
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not a commit: " + e.getMessage(), e);
    }
  }
}
