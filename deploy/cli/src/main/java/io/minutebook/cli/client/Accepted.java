package io.minutebook.cli.client;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A request that was accepted.
 *
 * @param version the stream's version afterwards
 * @param events the ids of the events that it stored, none if nothing had to change
 * @param entries the ids of the entries that it made
 * @param token what a query must be given to see it
 */
public record Accepted(
    String stream, long version, List<String> events, List<String> entries, String token) {

  static Accepted of(JsonNode body) {
    String stream = body.path("stream").asString();
    long version = body.path("version").asLong();
    return new Accepted(
        stream,
        version,
        texts(body.path("events")),
        texts(body.path("entries")),
        body.path("token").asString(stream + "@" + version));
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).toList();
  }
}
