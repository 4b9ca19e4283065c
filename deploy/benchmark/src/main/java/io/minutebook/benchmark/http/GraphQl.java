package io.minutebook.benchmark.http;

import java.io.IOException;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Questions to the query service. */
public final class GraphQl {

  private static final String PATH = "/graphql";
  private static final String ERRORS = "{\"errors\"";

  private GraphQl() {}

  /** Asks a query with its variables; see {@link #isAnswer} for what comes. */
  public static Connection.Reply ask(
      Connection connection, String query, Map<String, Object> variables) throws IOException {
    return connection.post(
        PATH,
        JsonMapper.shared().writeValueAsString(Map.of("query", query, "variables", variables)));
  }

  /** Whether a query was answered wholly, without errors. */
  public static boolean isAnswer(Connection.Reply reply) {
    return reply.status() == 200
        && !reply.body().startsWith(ERRORS)
        && !reply.body().contains("\"errors\":[");
  }
}
