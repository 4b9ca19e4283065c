package io.minutebook.benchmark.peer;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/** How Axon's own engines write events. */
final class Serializers {

  private Serializers() {}

  /** As JSON without what is absent, as the log has it: no byte more than is needed. */
  static Serializer events() {
    return Jackson3Serializer.builder()
        .jsonMapperBuilderCustomizer(
            mapper ->
                mapper.changeDefaultPropertyInclusion(
                    inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT)))
        .build();
  }
}
