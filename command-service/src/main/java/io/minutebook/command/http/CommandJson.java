package io.minutebook.command.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.minutebook.command.meeting.EntryRef;
import io.minutebook.command.meeting.MeetingCommand;
import io.minutebook.command.meeting.NamedCommand;
import io.minutebook.command.meeting.Proposal;
import io.minutebook.command.series.SeriesCommand;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.type.LogicalType;

/**
 * Commands as JSON, read strictly: what is unknown, missing, there twice or of another type is
 * refused with the field that is at fault. A command's name is that of its record, its fields are
 * the record's components.
 */
final class CommandJson {

  static final CommandNames<SeriesCommand> SERIES = new CommandNames<>(SeriesCommand.class);
  static final CommandNames<MeetingCommand> MEETING = new CommandNames<>(MeetingCommand.class);

  private static final String COMMAND = "command";
  private static final String AS = "as";
  private static final String TURNS = "turns";
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");
  private static final int DEEPEST = 16;
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_NUMBER = 20;

  private final JsonMapper json = mapper();

  SeriesCommand series(String name, String body) {
    Class<? extends SeriesCommand> type = SERIES.get(name);
    if (type == null) {
      throw unknown(null, name, "a series", SERIES.names(), "a meeting", MEETING.names());
    }
    return read(object(tree(body), "", "The body"), type, "");
  }

  MeetingCommand meeting(String name, String body) {
    return read(object(tree(body), "", "The body"), meetingType(null, name), "");
  }

  /** A list of commands, each with its name in {@code command}. */
  List<NamedCommand> list(String body) {
    if (!(tree(body) instanceof ArrayNode list)) {
      throw ProblemException.malformed(
          "commands", "The body must be a list of commands: [{\"command\": ...}, ...].");
    }
    if (list.isEmpty()) {
      throw ProblemException.malformed("commands", "The list has no command.");
    }
    List<NamedCommand> commands = new ArrayList<>(list.size());
    Set<String> names = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      String field = "commands[" + i + "]";
      NamedCommand command = listed(object(list.get(i), field, field), field);
      if (command.as() != null && !names.add(command.as())) {
        throw ProblemException.malformed(
            field + "." + AS, "The name " + command.as() + " is given twice.");
      }
      commands.add(command);
    }
    return commands;
  }

  private NamedCommand listed(ObjectNode object, String field) {
    String name = text(object, COMMAND, field);
    if (name == null) {
      throw ProblemException.malformed(field + "." + COMMAND, field + ".command is missing.");
    }
    Class<? extends MeetingCommand> type = meetingType(field + "." + COMMAND, name);
    String as = text(object, AS, field);
    if (as != null && !NAME.matcher(as).matches()) {
      throw ProblemException.malformed(
          field + "." + AS,
          "A name begins with a letter and has at most 64 letters, digits, _ and -.");
    }
    EntryRef turns = turns(object, field);
    object.remove(List.of(COMMAND, AS, TURNS));
    return new NamedCommand(as, turns, read(object, type, field));
  }

  private static @Nullable EntryRef turns(ObjectNode object, String field) {
    String entry = text(object, TURNS, field);
    try {
      return entry == null ? null : new EntryRef(entry);
    } catch (IllegalArgumentException e) {
      throw ProblemException.malformed(field + "." + TURNS, String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable String text(ObjectNode object, String name, String field) {
    JsonNode value = object.get(name);
    if (value == null) {
      return null;
    }
    if (!value.isString()) {
      throw ProblemException.malformed(field + "." + name, field + "." + name + " must be a text.");
    }
    return value.stringValue();
  }

  /** A command as a list of commands would have it, so that what is shown can be sent. */
  ObjectNode write(NamedCommand named) {
    ObjectNode object = json.createObjectNode();
    object.put(COMMAND, named.command().getClass().getSimpleName());
    if (named.as() != null) {
      object.put(AS, named.as());
    }
    if (named.turns() != null) {
      object.put(TURNS, named.turns().text());
    }
    JsonNode fields = json.valueToTree(named.command());
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      object.set(field.getKey(), field.getValue());
    }
    return object;
  }

  ObjectNode write(Proposal proposal) {
    return (ObjectNode) json.<JsonNode>valueToTree(proposal);
  }

  private static Class<? extends MeetingCommand> meetingType(@Nullable String field, String name) {
    Class<? extends MeetingCommand> type = MEETING.get(name);
    if (type == null) {
      throw unknown(field, name, "a meeting", MEETING.names(), "a series", SERIES.names());
    }
    return type;
  }

  private static ProblemException unknown(
      @Nullable String field,
      String name,
      String here,
      Set<String> names,
      String there,
      Set<String> others) {
    String hint =
        others.contains(name)
            ? " It is one for " + there + "."
            : Nearest.hint(name, names) + " All are listed at /v3/api-docs.";
    return ProblemException.malformed(
        field == null ? COMMAND : field,
        "There is no command '" + name + "' for " + here + "." + hint);
  }

  private JsonNode tree(String body) {
    if (body.isBlank()) {
      throw ProblemException.malformed(
          null, "The body is empty; a command without fields is sent as {}.");
    }
    try {
      JsonNode tree = json.readTree(body);
      Surrogates.refuse(tree);
      return tree;
    } catch (JacksonException e) {
      throw JsonProblems.unreadable(e);
    }
  }

  private static ObjectNode object(JsonNode node, String field, String what) {
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw ProblemException.malformed(
        field.isEmpty() ? null : field, what + " must be an object: {\"field\": ...}.");
  }

  private <T> T read(ObjectNode object, Class<? extends T> type, String prefix) {
    try {
      return json.treeToValue(object, type);
    } catch (JacksonException e) {
      throw JsonProblems.unfit(e, object, prefix);
    }
  }

  private static JsonMapper mapper() {
    JsonFactory factory =
        JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNameLength(LONGEST_NAME)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxStringLength(BodyReader.LIMIT)
                    .build())
            .build();
    SimpleModule days = new SimpleModule("days");
    days.addDeserializer(LocalDate.class, new StrictDay());
    return JsonMapper.builder(factory)
        .annotationIntrospector(new StrictRecords())
        .addModule(days)
        .enable(
            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
            DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .withCoercionConfig(
            LogicalType.Textual,
            texts ->
                texts
                    .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
        .changeDefaultPropertyInclusion(
            inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
        .build();
  }
}
