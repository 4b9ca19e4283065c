package io.minutebook.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.command.meeting.Proposal;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

class OpenApiTest {

  private final ApiServer server = ApiServer.shared();
  private final JsonNode document = load();
  private final CommandTexts texts = new CommandTexts();

  private JsonNode load() {
    HttpResponse<String> response = server.send(server.anonymous("/v3/api-docs").GET());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(ApiServer.header(response, "Content-Type")).isEqualTo("application/json");
    return ApiServer.body(response);
  }

  private static Set<Class<?>> commands() {
    Set<Class<?>> commands = new LinkedHashSet<>(CommandJson.SERIES.types().values());
    commands.addAll(CommandJson.MEETING.types().values());
    return commands;
  }

  private JsonNode schema(String name) {
    return document.required("components").required("schemas").required(name);
  }

  @Test
  void it_is_openapi_3_1_and_says_how_to_come_in() {
    assertThat(document.required("openapi").stringValue()).startsWith("3.1.");
    assertThat(document.at("/components/securitySchemes/bearer/scheme").stringValue())
        .isEqualTo("bearer");
    assertThat(document.at("/security/0").has("bearer")).isTrue();
  }

  @Test
  void every_reference_leads_somewhere_and_none_is_a_leftover() {
    List<String> references = new ArrayList<>();
    collectReferences(document, references);
    assertThat(references).isNotEmpty();
    for (String reference : references) {
      assertThat(document.at(JsonPointer.compile(reference.substring(1))).isMissingNode())
          .as(reference)
          .isFalse();
    }
    for (String kind : List.of("schemas", "parameters", "headers", "responses")) {
      for (String name : document.required("components").required(kind).propertyNames()) {
        assertThat(references).contains("#/components/" + kind + "/" + name);
      }
    }
  }

  private static void collectReferences(JsonNode node, List<String> references) {
    if (node.path("$ref").isString()) {
      references.add(node.path("$ref").stringValue());
    }
    node.forEach(child -> collectReferences(child, references));
  }

  @Test
  void every_command_has_its_path_body_and_answers() {
    for (Class<?> command : commands()) {
      String name = command.getSimpleName();
      String base =
          CommandJson.SERIES.get(name) == null ? "/meetings/{series}/{day}" : "/series/{series}";
      JsonNode operation = document.required("paths").required(base + "/commands/" + name);
      operation = operation.required("post");
      assertThat(operation.at("/requestBody/content/application~1json/schema/$ref").stringValue())
          .isEqualTo("#/components/schemas/" + name);
      for (ProblemKind kind : ProblemKind.values()) {
        assertThat(operation.required("responses").has(String.valueOf(kind.status()))).isTrue();
      }
    }
    assertThat(document.required("paths").size()).isEqualTo(commands().size() + 4);
  }

  @Test
  void operations_have_names_of_their_own_and_their_path_parameters() {
    Set<String> ids = new HashSet<>();
    document
        .required("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .forEach(
                        operation -> {
                          assertThat(ids.add(operation.required("operationId").stringValue()))
                              .isTrue();
                          assertThat(operation.required("summary").stringValue()).isNotBlank();
                          if (path.getKey().equals(SealController.PATH)) {
                            return;
                          }
                          String parameters = operation.required("parameters").toString();
                          assertThat(parameters.contains("parameters/Day"))
                              .isEqualTo(path.getKey().contains("{day}"));
                          assertThat(parameters).contains("parameters/Series");
                          assertThat(
                                  parameters.contains("parameters/IdempotencyKey")
                                      && parameters.contains("parameters/Reason"))
                              .isEqualTo(operation.has("requestBody"));
                        }));
  }

  @Test
  void a_schema_requires_what_may_not_be_null_and_allows_nothing_else() {
    for (Class<?> type : records()) {
      JsonNode schema = schema(type.getSimpleName());
      List<String> required =
          Stream.of(type.getRecordComponents())
              .filter(component -> !StrictRecords.isNullable(component))
              .map(RecordComponent::getName)
              .toList();
      List<String> all =
          Stream.of(type.getRecordComponents()).map(RecordComponent::getName).toList();
      assertThat(strings(schema.get("required"))).as(type.getName()).hasSameElementsAs(required);
      assertThat(
              schema.has("properties") ? schema.required("properties").propertyNames() : Set.of())
          .as(type.getName())
          .isEqualTo(new LinkedHashSet<>(all));
      assertThat(schema.required("additionalProperties").booleanValue()).isFalse();
    }
  }

  private static List<String> strings(@Nullable JsonNode array) {
    List<String> strings = new ArrayList<>();
    if (array != null) {
      array.forEach(element -> strings.add(element.stringValue()));
    }
    return strings;
  }

  /** The commands' records and those that they are made of, without values written as a text. */
  private static Set<Class<?>> records() {
    Set<Class<?>> records = new LinkedHashSet<>();
    commands().forEach(command -> collectRecords(command, records));
    return records;
  }

  private static void collectRecords(Type type, Set<Class<?>> records) {
    if (type instanceof ParameterizedType list) {
      collectRecords(list.getActualTypeArguments()[0], records);
    } else if (type instanceof Class<?> plain
        && plain.isRecord()
        && !JsonProblems.isValue(plain)
        && records.add(plain)) {
      for (RecordComponent component : plain.getRecordComponents()) {
        collectRecords(component.getGenericType(), records);
      }
    }
  }

  @Test
  void an_element_of_a_list_is_the_command_and_its_name() {
    JsonNode listed = schema("ListedAssignAction");
    assertThat(listed.at("/properties/command/const").stringValue()).isEqualTo("AssignAction");
    assertThat(strings(listed.required("required"))).containsExactly("command", "owners", "text");
    assertThat(schema("Listed").required("oneOf").size())
        .isEqualTo(CommandJson.MEETING.names().size());
    assertThat(schema("Answer").at("/properties/commands/items/$ref").stringValue())
        .isEqualTo("#/components/schemas/Listed");
  }

  @Test
  void kinds_of_values_are_as_they_are_read() {
    assertThat(schema("Ticket").required("type").stringValue()).isEqualTo("string");
    assertThat(strings(schema("DutySlot").required("enum")))
        .containsExactly("thisWeek", "nextWeek");
    assertThat(schema("Reschedule").at("/properties/date/format").stringValue()).isEqualTo("date");
    assertThat(schema("AddSection").at("/properties/level/type").toString())
        .contains("integer", "null");
    assertThat(schema("CountRow").at("/properties/count/type").stringValue()).isEqualTo("integer");
  }

  @Test
  void every_command_field_and_value_is_described_and_no_description_is_left_over() {
    Set<String> used = new HashSet<>();
    Set<Class<?>> described = records();
    described.add(Answer.class);
    described.add(Problem.class);
    described.add(Proposal.class);
    described.add(Proposal.OpenAction.class);
    described.add(SealController.Sealed.class);
    described.add(SealController.MadeSeal.class);
    for (Class<?> type : described) {
      assertThat(texts.ofType(type)).as(type.getSimpleName()).isNotBlank();
      used.add(type.getSimpleName());
      for (RecordComponent component : type.getRecordComponents()) {
        String own = type.getSimpleName() + "." + component.getName();
        assertThat(texts.ofField(type, component.getName())).as(own).isNotBlank();
        used.add(texts.keys().contains(own) ? own : "*." + component.getName());
      }
    }
    for (JsonNode value : document.required("components").required("schemas")) {
      assertThat(value.has("description") || value.has("properties")).isTrue();
    }
    for (String name : document.required("components").required("schemas").propertyNames()) {
      used.add(name);
      used.add(name + ".example");
    }
    assertThat(used).containsAll(texts.keys());
  }

  @Test
  void fields_carry_their_descriptions() {
    assertThat(schema("AddNote").at("/properties/text/description").stringValue())
        .isEqualTo("The wording, as Markdown.");
    assertThat(schema("AddNote").required("description").stringValue())
        .isEqualTo("Adds a note under a section or another entry.");
  }
}
