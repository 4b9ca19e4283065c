package io.minutebook.command.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;

/** The names that an enum's values have in JSON. */
final class EnumNames {

  private EnumNames() {}

  static List<String> of(Class<?> type) {
    return Arrays.stream(type.getFields())
        .filter(Field::isEnumConstant)
        .map(EnumNames::name)
        .toList();
  }

  private static String name(Field constant) {
    JsonProperty written = constant.getAnnotation(JsonProperty.class);
    return written == null || written.value().isEmpty() ? constant.getName() : written.value();
  }
}
