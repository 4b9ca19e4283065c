package io.minutebook.command;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, on whose behalf, and under which key.
 *
 * @param actor the subject of the token
 * @param onBehalfOf the author of what is imported; only an admin may say so
 * @param occurredAt when it happened, where that is not now; only an admin may say so
 * @param idempotencyKey the key that the client sent, or that was made for it
 * @param fingerprint of the request: the same key with another fingerprint is refused
 * @param correlation what ties several requests together, if the client says so
 * @param reason why, where the request says so; corrections of published minutes have to
 * @param provenance where imported matter came from, by name
 */
public record Context(
    String actor,
    @Nullable String onBehalfOf,
    @Nullable Instant occurredAt,
    String idempotencyKey,
    String fingerprint,
    @Nullable String correlation,
    @Nullable String reason,
    Map<String, String> provenance) {

  public Context {
    provenance = Map.copyOf(provenance);
  }
}
