package io.minutebook.query.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.minutebook.log.CanonicalJson;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What was folded, as canonical JSON and back. */
final class StateJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
          .enable(
              DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private StateJson() {}

  static String write(Object state) {
    return new String(CanonicalJson.bytes(MAPPER, state), StandardCharsets.UTF_8);
  }

  static <T> T read(String json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JacksonException e) {
      throw new ViewFormatException("cannot read the " + type.getSimpleName() + " of a view", e);
    }
  }
}
