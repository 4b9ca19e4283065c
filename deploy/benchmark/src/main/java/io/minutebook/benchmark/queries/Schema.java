package io.minutebook.benchmark.queries;

import io.minutebook.benchmark.http.Connection;
import io.minutebook.benchmark.http.GraphQl;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a query service can be asked.
 *
 * @param fields the arguments of each field of {@code Query}
 */
record Schema(Map<String, Set<String>> fields) {

  private static final String INTROSPECTION =
      "query fields { __schema { queryType { fields { name args { name } } } } }";

  Schema {
    fields = Map.copyOf(fields);
  }

  /** Asks the service itself. */
  static Schema of(Connection connection) throws IOException {
    Connection.Reply reply = GraphQl.ask(connection, INTROSPECTION, Map.of());
    if (!GraphQl.isAnswer(reply)) {
      throw new IOException("the schema could not be read: " + reply);
    }
    Map<String, Set<String>> fields = new LinkedHashMap<>();
    JsonNode asked =
        JsonMapper.shared().readTree(reply.body()).at("/data/__schema/queryType/fields");
    for (JsonNode field : asked) {
      fields.put(
          field.required("name").stringValue(),
          field
              .required("args")
              .valueStream()
              .map(argument -> argument.required("name").stringValue())
              .collect(Collectors.toSet()));
    }
    return new Schema(fields);
  }

  /** Whether it has what a question asks for. */
  boolean knows(Question question) {
    Set<String> arguments = fields.get(question.field());
    return arguments != null && arguments.containsAll(question.arguments());
  }

  /** The fields that none of the questions asks for, by name. */
  List<String> unasked(List<Question> questions) {
    List<String> unasked = new ArrayList<>(fields.keySet());
    unasked.removeAll(questions.stream().filter(this::knows).map(Question::field).toList());
    unasked.sort(null);
    return unasked;
  }
}
