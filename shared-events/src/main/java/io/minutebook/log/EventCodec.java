package io.minutebook.log;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.minutebook.event.Event;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.type.LogicalType;

/**
 * Events to bytes and back: canonical JSON of {@code {type, data, meta}}, where type is for example
 * {@code ActionAssigned.v1}. Fields that are null or empty optionals are left out. An event of an
 * older form is read as one of the newest, which is also what is written. Reading is strict: what
 * this version does not know is an error, never silently dropped. Safe for use by several threads.
 */
public final class EventCodec {

  /** One for all codecs: what it found out about the events' forms took it a while. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
          .enable(
              DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              coercion ->
                  coercion
                      .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .annotationIntrospector(new RequiredUnlessNullable())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final EventTypes types;

  public EventCodec() {
    this(Upcasters.OF_THE_LOG);
  }

  EventCodec(Upcasters upcasters) {
    this.types = new EventTypes(upcasters);
  }

  /**
   * The bytes of an event, in the newest form of its type.
   *
   * @throws IllegalArgumentException if a text in it is not Unicode
   */
  public byte[] encode(Event event, Meta meta) {
    ObjectNode envelope = MAPPER.createObjectNode();
    envelope.put("type", types.newest(event.getClass()).toString());
    envelope.set("data", MAPPER.<JsonNode>valueToTree(event));
    envelope.set("meta", MAPPER.<JsonNode>valueToTree(meta));
    return CanonicalJson.bytes(envelope);
  }

  /**
   * The event that the bytes hold, in whichever version of its form they were written.
   *
   * @throws LogFormatException if they hold none, or one that this version does not know
   */
  public EventWithMeta decode(byte[] bytes) {
    try {
      Envelope envelope = MAPPER.readValue(bytes, Envelope.class);
      if (envelope == null) {
        throw new LogFormatException("not an event: null", null);
      }
      EventTypes.Lifted lifted = types.lift(envelope.type(), envelope.data());
      return new EventWithMeta(MAPPER.treeToValue(lifted.data(), lifted.type()), envelope.meta());
    } catch (JacksonException e) {
      throw new LogFormatException("not an event: " + e.getMessage(), e);
    }
  }

  /** The events of a commit, each in its place; see {@link #decode}. */
  public List<RecordedEvent> recorded(Commit commit) {
    List<RecordedEvent> recorded = new ArrayList<>(commit.events().size());
    Meta last = null;
    for (int i = 0; i < commit.events().size(); i++) {
      long version = commit.version() + i;
      EventWithMeta decoded;
      try {
        decoded = decode(commit.events().get(i));
      } catch (LogFormatException e) {
        throw new LogFormatException(commit.stream() + "@" + version + ": " + e.getMessage(), e);
      }
      // one command made them all: whoever keeps the events keeps one and the same
      Meta meta = last != null && last.equals(decoded.meta()) ? last : decoded.meta();
      last = meta;
      recorded.add(
          new RecordedEvent(
              commit.stream(),
              version,
              commit.at(),
              commit.occurredAt(),
              commit.commandId(),
              decoded.event(),
              meta));
    }
    return recorded;
  }

  /** How an event lies in the log; its data are read once its type is known. */
  private record Envelope(String type, JsonNode data, Meta meta) {}
}
