package io.minutebook.command.http;

import io.minutebook.command.meeting.MeetingCommand;
import io.minutebook.command.meeting.Proposal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The OpenAPI 3.1 document: what is the same for all operations comes from a resource, the rest
 * from the commands' records and the kinds of problem, so that it cannot go stale.
 */
final class OpenApiDocument {

  private static final String RESOURCE = "openapi.json";
  private static final String SERIES = "/series/{series}/commands";
  private static final String MEETING = "/meetings/{series}/{day}/commands";
  private static final String MINUTES = "/meetings/{series}/{day}/minutes";
  private static final String JSON_TYPE = "application/json";
  private static final List<String> WRITING_HEADERS =
      List.of(
          "IdempotencyKey",
          "IfMatch",
          "IfNoneMatch",
          "OccurredAt",
          "OnBehalfOf",
          "Correlation",
          "Provenance");

  private final JsonMapper json = JsonMapper.builder().build();
  private final CommandTexts texts = new CommandTexts();
  private final ObjectNode document = skeleton();
  private final byte[] bytes;

  OpenApiDocument() {
    addSchemas();
    addProblems();
    ObjectNode paths = document.putObject("paths");
    CommandJson.SERIES.types().values().forEach(type -> addCommand(paths, SERIES, type));
    CommandJson.MEETING.types().values().forEach(type -> addCommand(paths, MEETING, type));
    addList(paths);
    addDocument(paths);
    addProposal(paths);
    addSeals(paths);
    bytes = json.writeValueAsBytes(document);
  }

  byte[] bytes() {
    return bytes.clone();
  }

  private ObjectNode skeleton() {
    try (InputStream in =
        Objects.requireNonNull(OpenApiDocument.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      return (ObjectNode) json.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ObjectNode component(String kind) {
    return (ObjectNode) document.required("components").required(kind);
  }

  private void addSchemas() {
    CommandSchemas schemas = new CommandSchemas(texts, json);
    schemas.add(CommandJson.SERIES.types().values());
    schemas.add(CommandJson.MEETING.types().values());
    schemas.add(List.of(Answer.class, Problem.class, Proposal.class, SealController.Sealed.class));
    ObjectNode target = component("schemas");
    target.setAll(schemas.all());
    target.set("Listed", listed(target));
    ((ObjectNode) target.required("Answer").required("properties").required("commands"))
        .set("items", reference("schemas", "Listed"));
  }

  /** An element of a list: a command's own fields, and beside them its name. */
  private ObjectNode listed(ObjectNode schemas) {
    ObjectNode listed = json.createObjectNode();
    listed.put("description", "One command of a list; its fields stand beside its name.");
    ArrayNode choices = listed.putArray("oneOf");
    ObjectNode discriminator = listed.putObject("discriminator").put("propertyName", "command");
    ObjectNode mapping = discriminator.putObject("mapping");
    for (Class<? extends MeetingCommand> type : CommandJson.MEETING.types().values()) {
      String name = type.getSimpleName();
      schemas.set("Listed" + name, listedCommand((ObjectNode) schemas.required(name), name));
      choices.addObject().put("$ref", CommandSchemas.REFERENCE + "Listed" + name);
      mapping.put(name, CommandSchemas.REFERENCE + "Listed" + name);
    }
    return listed;
  }

  private ObjectNode listedCommand(ObjectNode command, String name) {
    ObjectNode listed = command.deepCopy();
    ObjectNode properties = json.createObjectNode();
    properties.putObject("command").put("const", name);
    properties.putObject("as").put("$ref", CommandSchemas.REFERENCE + "Name");
    properties
        .putObject("turns")
        .put("$ref", CommandSchemas.REFERENCE + "EntryRef")
        .put(
            "description",
            "A text that stands: it is from now on what the command would otherwise make anew,"
                + " and keeps its id, its place and what is under it.");
    if (command.get("properties") instanceof ObjectNode own) {
      properties.setAll(own);
    }
    listed.set("properties", properties);
    ArrayNode required = listed.putArray("required").add("command");
    if (command.get("required") instanceof ArrayNode own) {
      required.addAll(own);
    }
    return listed;
  }

  /** One response for each status, naming the kinds of problem that have it. */
  private void addProblems() {
    ObjectNode responses = component("responses");
    problemsByStatus()
        .forEach(
            (status, kinds) -> {
              ObjectNode response = responses.putObject("Problem" + status);
              response.put(
                  "description",
                  kinds.stream()
                      .map(kind -> kind.title() + " (`" + kind.type() + "`)")
                      .collect(Collectors.joining(", or: ")));
              ObjectNode headers = response.putObject("headers");
              headers.set(IdempotencyKeyFilter.HEADER, reference("headers", "IdempotencyKey"));
              if (status == ProblemKind.UNAUTHENTICATED.status()
                  || status == ProblemKind.FORBIDDEN.status()) {
                headers.set("WWW-Authenticate", reference("headers", "WwwAuthenticate"));
              }
              if (status == ProblemKind.UNSETTLED.status()) {
                headers.set("Retry-After", reference("headers", "RetryAfter"));
              }
              response
                  .putObject("content")
                  .putObject(ProblemWriter.MEDIA_TYPE)
                  .set("schema", reference("schemas", "Problem"));
            });
  }

  private static SortedMap<Integer, List<ProblemKind>> problemsByStatus() {
    return Stream.of(ProblemKind.values())
        .collect(Collectors.groupingBy(ProblemKind::status, TreeMap::new, Collectors.toList()));
  }

  private void addCommand(ObjectNode paths, String base, Class<?> type) {
    String name = type.getSimpleName();
    ObjectNode operation = operation(paths, base + "/" + name, "post", name);
    operation.put("summary", String.valueOf(texts.ofType(type)));
    body(operation, JSON_TYPE, reference("schemas", name));
  }

  private void addList(ObjectNode paths) {
    ObjectNode operation = operation(paths, MEETING, "post", "Commands");
    operation.put("summary", "Does several commands as one commit, all or nothing.");
    ObjectNode list = json.createObjectNode().put("type", "array").put("minItems", 1);
    list.set("items", reference("schemas", "Listed"));
    body(operation, JSON_TYPE, list);
  }

  private void addDocument(ObjectNode paths) {
    ObjectNode operation = operation(paths, MINUTES, "put", "PutMinutes");
    operation.put(
        "summary",
        "Makes the minutes equal to a Markdown document, by the commands that differ. Existing"
            + " minutes take If-Match.");
    ((ArrayNode) operation.required("parameters"))
        .add(reference("parameters", "DryRun"))
        .add(reference("parameters", "Reinstate"));
    body(operation, "text/markdown", json.createObjectNode().put("type", "string"));
  }

  private void addProposal(ObjectNode paths) {
    ObjectNode operation = paths.putObject(ProposalController.PATH).putObject("get");
    operation.put("operationId", "GetProposal");
    operation.put(
        "summary",
        "Says how the minutes would begin from their series, and which actions of the previous"
            + " meeting are open. ScheduleMeeting confirms it.");
    operation.putArray("tags").add("meetings");
    operation
        .putArray("parameters")
        .add(reference("parameters", "Series"))
        .add(reference("parameters", "Day"));
    ObjectNode responses = operation.putObject("responses");
    responses.set("200", reference("responses", "Proposed"));
    problemsByStatus()
        .keySet()
        .forEach(
            status ->
                responses.set(String.valueOf(status), reference("responses", "Problem" + status)));
  }

  private void addSeals(ObjectNode paths) {
    ObjectNode operation = paths.putObject(SealController.PATH).putObject("post");
    operation.put("operationId", "Seal");
    operation.put(
        "summary",
        "Seals what has changed since the last seal, without waiting for the interval. For the"
            + " role admin. 409: something does not follow what was sealed before.");
    operation.putArray("tags").add("seals");
    ObjectNode responses = operation.putObject("responses");
    sealed(responses.putObject("200"), "Everything that was in the log is sealed.");
    sealed(responses.putObject("202"), "It takes longer; asking again waits for the same.");
    problemsByStatus()
        .keySet()
        .forEach(
            status ->
                responses.set(String.valueOf(status), reference("responses", "Problem" + status)));
  }

  private void sealed(ObjectNode response, String description) {
    response.put("description", description);
    response
        .putObject("headers")
        .set(IdempotencyKeyFilter.HEADER, reference("headers", "IdempotencyKey"));
    response
        .putObject("content")
        .putObject(JSON_TYPE)
        .set("schema", reference("schemas", "Sealed"));
  }

  private ObjectNode operation(ObjectNode paths, String path, String method, String id) {
    ObjectNode operation = paths.putObject(path).putObject(method);
    operation.put("operationId", id);
    operation.putArray("tags").add(path.startsWith("/series") ? "series" : "meetings");
    ArrayNode parameters = operation.putArray("parameters");
    parameters.add(reference("parameters", "Series"));
    if (path.contains("{day}")) {
      parameters.add(reference("parameters", "Day"));
    }
    parameters.add(reference("parameters", "Reason"));
    WRITING_HEADERS.forEach(header -> parameters.add(reference("parameters", header)));
    ObjectNode responses = operation.putObject("responses");
    responses.set("200", reference("responses", "Done"));
    responses.set("201", reference("responses", "Created"));
    problemsByStatus()
        .keySet()
        .forEach(
            status ->
                responses.set(String.valueOf(status), reference("responses", "Problem" + status)));
    return operation;
  }

  private static void body(ObjectNode operation, String mediaType, ObjectNode schema) {
    ObjectNode body = operation.putObject("requestBody").put("required", true);
    body.putObject("content").putObject(mediaType).set("schema", schema);
  }

  private ObjectNode reference(String kind, String name) {
    return json.createObjectNode().put("$ref", "#/components/" + kind + "/" + name);
  }
}
