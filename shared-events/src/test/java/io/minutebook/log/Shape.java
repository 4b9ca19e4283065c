package io.minutebook.log;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What JSON a record may become, as text: the fields by name, what each holds, and (by a question
 * mark) whether it may be left out. Two records have the same shape if and only if each reads what
 * the other writes, as far as types can say.
 */
final class Shape {

  private Shape() {}

  /** One line a field, in the order of their names, as canonical JSON has them. */
  static String of(Class<?> record) {
    StringBuilder lines = new StringBuilder();
    fields(record).forEach((name, type) -> lines.append(name + ": " + type + "\n"));
    return lines.toString();
  }

  private static SortedMap<String, String> fields(Class<?> record) {
    refuseAnnotations(record, record);
    SortedMap<String, String> fields = new TreeMap<>();
    for (RecordComponent component : record.getRecordComponents()) {
      refuseAnnotations(record, component.getAccessor());
      fields.put(component.getName(), type(component.getAnnotatedType()));
    }
    return fields;
  }

  /** What Jackson is told of a field would have to be part of the shape: nothing is told so far. */
  private static void refuseAnnotations(Class<?> record, AnnotatedElement element) {
    for (Annotation each : element.getAnnotations()) {
      if (each.annotationType().getPackageName().startsWith("com.fasterxml.jackson")) {
        throw new IllegalArgumentException("the shape of %s lacks %s".formatted(record, each));
      }
    }
  }

  private static String type(AnnotatedType type) {
    String optional = type.isAnnotationPresent(Nullable.class) ? "?" : "";
    if (type instanceof AnnotatedParameterizedType generic) {
      AnnotatedType[] arguments = generic.getAnnotatedActualTypeArguments();
      Class<?> raw = raw(generic);
      if (raw == List.class) {
        return "list of " + type(arguments[0]) + optional;
      } else if (raw == Map.class) {
        return "map of %s to %s%s".formatted(type(arguments[0]), type(arguments[1]), optional);
      }
      throw new IllegalArgumentException("no shape for " + type);
    }
    return plain((Class<?>) type.getType()) + optional;
  }

  private static Class<?> raw(AnnotatedParameterizedType generic) {
    return (Class<?>) ((ParameterizedType) generic.getType()).getRawType();
  }

  private static String plain(Class<?> type) {
    if (type == String.class) {
      return "text";
    } else if (type == int.class || type == Integer.class) {
      return "integer";
    } else if (type == boolean.class) {
      return "boolean";
    } else if (type == LocalDate.class) {
      return "date";
    } else if (type.isEnum()) {
      return constants(type);
    }
    List<Method> values =
        Arrays.stream(type.getMethods())
            .filter(method -> method.isAnnotationPresent(JsonValue.class))
            .toList();
    if (values.size() == 1) {
      return type.getSimpleName() + "(" + type(values.getFirst().getAnnotatedReturnType()) + ")";
    } else if (type.isRecord() && values.isEmpty()) {
      return fields(type).toString().replace("=", ": ");
    }
    throw new IllegalArgumentException("no shape for " + type);
  }

  private static String constants(Class<?> type) {
    return Arrays.stream(type.getFields())
        .filter(field -> field.isEnumConstant())
        .map(
            field -> {
              JsonProperty named = field.getAnnotation(JsonProperty.class);
              return named == null ? field.getName() : named.value();
            })
        .sorted()
        .collect(Collectors.joining(" | ", "(", ")"));
  }
}
