package io.minutebook.command.http;

import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Says in a person's words what Jackson found wrong, and in which field. */
final class JsonProblems {

  private static final int LONGEST_SHOWN = 60;

  private JsonProblems() {}

  /** The body is no JSON, or none that is taken. */
  static ProblemException unreadable(JacksonException e) {
    if (e instanceof StreamConstraintsException) {
      return ProblemException.malformed(
          null, "The JSON is nested too deeply, or has a name or a number that is too long.");
    }
    TokenStreamLocation location = e.getLocation();
    String where =
        location == null || location.getLineNr() < 1
            ? ""
            : " in line " + location.getLineNr() + ", column " + location.getColumnNr();
    String field = null;
    if (e.processor() instanceof JsonParser parser) {
      field = fieldOf(parser.streamReadContext().pathAsPointer().toString());
    }
    return ProblemException.malformed(
        field, "The body is not JSON as it is taken" + where + ": " + e.getOriginalMessage());
  }

  /** {@code /2/owners/0} as {@code commands[2].owners[0]}: only a list has a number in front. */
  private static @Nullable String fieldOf(String pointer) {
    StringBuilder path = new StringBuilder();
    for (String step : pointer.split("/", -1)) {
      if (step.isEmpty()) {
        continue;
      }
      if (step.matches("\\d{1,9}")) {
        path.append(path.isEmpty() ? "commands" : "").append('[').append(step).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step);
      }
    }
    return path.isEmpty() ? null : path.toString();
  }

  /** The JSON does not fit the command. */
  static ProblemException unfit(JacksonException e, JsonNode root, String prefix) {
    String field = FieldPath.of(prefix, e.getPath());
    JsonNode found = FieldPath.at(root, e.getPath());
    if (found.isMissingNode()) {
      return missing(e.getPath(), root, prefix);
    }
    return ProblemException.malformed(field.isEmpty() ? null : field, detail(e, field, found));
  }

  /** What is missing may only be misspelt, and Jackson tells of the unknown field too late. */
  private static ProblemException missing(
      List<JacksonException.Reference> path, JsonNode root, String prefix) {
    List<JacksonException.Reference> owner = path.subList(0, Math.max(0, path.size() - 1));
    if (!path.isEmpty() && path.getLast().from() instanceof Class<?> type && type.isRecord()) {
      List<String> known =
          Stream.of(type.getRecordComponents()).map(RecordComponent::getName).toList();
      for (String name : FieldPath.at(root, owner).propertyNames()) {
        if (!known.contains(name)) {
          String ownerField = FieldPath.of(prefix, owner);
          String field = ownerField.isEmpty() ? name : ownerField + "." + name;
          return ProblemException.malformed(field, unknownField(field, name, known));
        }
      }
    }
    String field = FieldPath.of(prefix, path);
    return ProblemException.malformed(field, field + " is missing.");
  }

  private static String detail(JacksonException e, String field, JsonNode found) {
    String name = field.isEmpty() ? "The body" : field;
    if (e instanceof UnrecognizedPropertyException unknown) {
      return unknownField(field, unknown.getPropertyName(), unknown.getKnownPropertyIds());
    }
    if (found.isNull()) {
      return name + " must not be null.";
    }
    if (e instanceof ValueInstantiationException
        && e.getCause() instanceof IllegalArgumentException refused) {
      return name + ": " + refused.getMessage() + ".";
    }
    Class<?> target = targetOf(e);
    return target == null
        ? name + " cannot be read: " + shown(found) + "."
        : name + " must be " + expected(target) + ", not " + shown(found) + ".";
  }

  private static String unknownField(String field, String name, @Nullable Collection<?> known) {
    List<String> names =
        known == null ? List.of() : known.stream().map(String::valueOf).sorted().toList();
    return "There is no field "
        + field
        + "."
        + Nearest.hint(name, names)
        + (names.isEmpty() ? " There are no fields here." : " Fields: " + String.join(", ", names))
        + (names.isEmpty() ? "" : ".");
  }

  private static @Nullable Class<?> targetOf(JacksonException e) {
    return switch (e) {
      case MismatchedInputException mismatch -> mismatch.getTargetType();
      case InputCoercionException coercion -> coercion.getTargetType();
      default -> null;
    };
  }

  private static String expected(Class<?> type) {
    if (type == LocalDate.class) {
      return "a day that exists, written YYYY-MM-DD";
    }
    if (type == int.class || type == Integer.class) {
      return "a whole number of at most " + Integer.MAX_VALUE;
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type.isEnum()) {
      return "one of " + String.join(", ", EnumNames.of(type));
    }
    if (Collection.class.isAssignableFrom(type)) {
      return "a list";
    }
    return type == String.class || isValue(type) ? "a text" : "an object";
  }

  /** Whether a record is written as one text. */
  static boolean isValue(Class<?> type) {
    return type.isRecord()
        && Arrays.stream(type.getDeclaredMethods())
            .anyMatch(method -> method.isAnnotationPresent(JsonValue.class));
  }

  private static String shown(JsonNode found) {
    if (found.isObject()) {
      return "an object";
    }
    if (found.isArray()) {
      return "a list";
    }
    String text = found.toString();
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
  }
}
