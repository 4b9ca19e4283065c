package io.minutebook.cli.client;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * Asks the command service for seals.
 *
 * <p>Refusals are thrown as {@link Problem}, silence as {@link Unreachable}.
 */
public final class SealRequests {

  private static final int ACCEPTED = 202;

  private final Service service;
  private final Patience patience;

  public SealRequests(URI address, Supplier<String> token, Patience patience) {
    this.service = new Service(address, token);
    this.patience = patience;
  }

  /** A seal. */
  public record Seal(long number, Instant at, String hash, long heads, String key) {}

  /** The seals that were made, in order, and the newest there is. */
  public record Sealed(List<Seal> made, Optional<Seal> latest) {}

  /** Has everything be sealed that is in the log; returns when it is. */
  public Sealed seal() {
    HttpResponse<byte[]> response;
    do {
      response =
          service.send(service.request("/seals").POST(BodyPublishers.noBody()).build(), patience);
    } while (response.statusCode() == ACCEPTED);
    if (response.statusCode() / 100 != 2) {
      throw Service.problem(response);
    }
    JsonNode json = Service.json(response.body());
    List<Seal> made = new ArrayList<>();
    json.path("made").forEach(each -> made.add(seal(each)));
    JsonNode latest = json.path("latest");
    return new Sealed(made, latest.isObject() ? Optional.of(seal(latest)) : Optional.empty());
  }

  private static Seal seal(JsonNode json) {
    return new Seal(
        json.path("number").asLong(),
        Instant.parse(json.path("at").asString()),
        json.path("hash").asString(),
        json.path("heads").asLong(),
        json.path("key").asString());
  }
}
