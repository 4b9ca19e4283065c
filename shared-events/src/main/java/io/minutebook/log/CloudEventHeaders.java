package io.minutebook.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What goes with an event in the log: CloudEvents 1.0 in Kafka's binary mode, and the event's
 * commit as extensions, so that the commits can be put together again from the log alone. Texts are
 * UTF-8, instants are RFC 3339 in milliseconds, hashes are hexadecimal.
 *
 * @param stream the event's stream ({@code ce_subject})
 * @param version the event's own version, the end of {@code ce_id}
 * @param type {@code ce_type}, for example {@code io.minutebook.ActionAssigned.v1}
 * @param traceparent the W3C trace context of the request, if it came with one
 * @param first the version of the commit's first event ({@code ce_v})
 * @param count how many events the commit has ({@code ce_n})
 */
// The bytes of hashes; headers are read and written, not compared.
@SuppressWarnings("ArrayRecordComponent")
public record CloudEventHeaders(
    String stream,
    long version,
    String type,
    @Nullable String traceparent,
    long first,
    int count,
    String commandId,
    String fingerprint,
    Instant at,
    @Nullable Instant occurredAt,
    byte[] previousHash,
    byte[] hash) {

  private static final String SOURCE = "/minutebook";
  private static final String TYPE_PREFIX = "io.minutebook.";
  private static final Pattern TRACEPARENT =
      Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}.*");
  private static final HexFormat HEX = HexFormat.of();
  private static final JsonFactory JSON = new JsonFactory();

  public CloudEventHeaders {
    if (first < 0 || count < 1 || version < first || version - first >= count) {
      throw new IllegalArgumentException(
          "version %d is not one of the %d from %d".formatted(version, count, first));
    }
    if (previousHash.length != Commit.HASH_LENGTH || hash.length != Commit.HASH_LENGTH) {
      throw new IllegalArgumentException("a hash has " + Commit.HASH_LENGTH + " bytes");
    }
  }

  /** The headers of a commit's event, counted from 0. */
  public static CloudEventHeaders of(Commit commit, int index) {
    long version = commit.version() + index;
    TypeAndTrace found =
        TypeAndTrace.in(commit.stream() + "@" + version, commit.events().get(index));
    return new CloudEventHeaders(
        commit.stream(),
        version,
        TYPE_PREFIX + found.type(),
        found.traceparent(),
        commit.version(),
        commit.events().size(),
        commit.commandId(),
        commit.fingerprint(),
        commit.at(),
        commit.occurredAt(),
        commit.previousHash(),
        commit.hash());
  }

  /** The headers by name, as they go into the log. */
  public Map<String, byte[]> toMap() {
    Map<String, byte[]> map = new LinkedHashMap<>();
    put(map, "content-type", "application/json");
    put(map, "ce_specversion", "1.0");
    put(map, "ce_source", SOURCE);
    put(map, "ce_id", stream + "@" + version);
    put(map, "ce_type", type);
    put(map, "ce_time", at.toString());
    put(map, "ce_subject", stream);
    if (traceparent != null) {
      put(map, "traceparent", traceparent);
    }
    put(map, "ce_v", Long.toString(first));
    put(map, "ce_n", Integer.toString(count));
    put(map, "ce_c", commandId);
    put(map, "ce_f", fingerprint);
    put(map, "ce_at", at.toString());
    if (occurredAt != null) {
      put(map, "ce_occurredat", occurredAt.toString());
    }
    put(map, "ce_prev", HEX.formatHex(previousHash));
    put(map, "ce_hash", HEX.formatHex(hash));
    return map;
  }

  /**
   * Reads what {@link #toMap()} wrote; further headers are let be.
   *
   * @throws LogFormatException if one is missing or cannot be read
   */
  public static CloudEventHeaders read(Map<String, byte[]> map) {
    String id = get(map, "ce_id");
    String stream = get(map, "ce_subject");
    if (!id.startsWith(stream + "@")) {
      throw new LogFormatException(
          "ce_id", "ce_id '" + id + "' is not of ce_subject '" + stream + "'", null);
    }
    long version = read(map, "ce_id", text -> Long.valueOf(text.substring(stream.length() + 1)));
    byte[] traceparent = map.get("traceparent");
    try {
      return new CloudEventHeaders(
          stream,
          version,
          get(map, "ce_type"),
          traceparent == null ? null : new String(traceparent, UTF_8),
          read(map, "ce_v", Long::valueOf),
          read(map, "ce_n", Integer::valueOf),
          get(map, "ce_c"),
          get(map, "ce_f"),
          read(map, "ce_at", Instant::parse),
          map.containsKey("ce_occurredat") ? read(map, "ce_occurredat", Instant::parse) : null,
          read(map, "ce_prev", CloudEventHeaders::hash),
          read(map, "ce_hash", CloudEventHeaders::hash));
    } catch (IllegalArgumentException e) {
      throw new LogFormatException("the headers of " + id + ": " + e.getMessage(), e);
    }
  }

  private static <T> T read(Map<String, byte[]> map, String name, Function<String, T> reading) {
    String text = get(map, name);
    try {
      return reading.apply(text);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new LogFormatException(
          name, "the header %s is '%s': %s".formatted(name, text, e.getMessage()), e);
    }
  }

  private static byte[] hash(String text) {
    byte[] hash = HEX.parseHex(text);
    if (hash.length != Commit.HASH_LENGTH) {
      throw new IllegalArgumentException("a hash has " + Commit.HASH_LENGTH + " bytes");
    }
    return hash;
  }

  private static void put(Map<String, byte[]> map, String name, String value) {
    map.put(name, value.getBytes(UTF_8));
  }

  private static String get(Map<String, byte[]> map, String name) {
    byte[] value = map.get(name);
    if (value == null) {
      throw new LogFormatException(name, "a record without the header " + name, null);
    }
    return new String(value, UTF_8);
  }

  /** What the headers need of an event's bytes, found without reading its data. */
  private record TypeAndTrace(String type, @Nullable String traceparent) {

    static TypeAndTrace in(String id, byte[] event) {
      String type = null;
      String traceparent = null;
      try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), event)) {
        parser.nextToken();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
          String name = parser.currentName();
          parser.nextToken();
          switch (name) {
            case "type" -> type = parser.getString();
            case "meta" -> traceparent = traceparent(parser);
            default -> parser.skipChildren();
          }
        }
      } catch (JacksonException e) {
        throw new LogFormatException(id + " is not an event: " + e.getMessage(), e);
      }
      if (type == null) {
        throw new LogFormatException(id + " is an event without a type", null);
      }
      return new TypeAndTrace(type, traceparent);
    }

    private static @Nullable String traceparent(JsonParser parser) {
      String traceparent = null;
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (name.equals("correlation") && TRACEPARENT.matcher(parser.getString()).matches()) {
          traceparent = parser.getString();
        }
        parser.skipChildren();
      }
      return traceparent;
    }
  }
}
