package io.minutebook.log;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who made an event, by which command, and where it came from.
 *
 * @param actor the subject of the token that the command came with
 * @param onBehalfOf the author of what was imported
 * @param command the command's name
 * @param correlation what ties several requests together; a W3C {@code traceparent} is passed on as
 *     such
 * @param causation the event or command that this one follows from
 * @param reason why it was done, where that was said with the request: corrections of published
 *     minutes always say it
 * @param provenance where imported matter came from, by name (for example a revision)
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Meta(
    String actor,
    @Nullable String onBehalfOf,
    String command,
    @Nullable String correlation,
    @Nullable String causation,
    @Nullable String reason,
    Map<String, String> provenance) {

  // Jackson hands over null for a map that was left out.
  @SuppressWarnings("ConstantValue")
  public Meta(
      String actor,
      @Nullable String onBehalfOf,
      String command,
      @Nullable String correlation,
      @Nullable String causation,
      @Nullable String reason,
      @Nullable Map<String, String> provenance) {
    this.actor = actor;
    this.onBehalfOf = onBehalfOf;
    this.command = command;
    this.correlation = correlation;
    this.causation = causation;
    this.reason = reason;
    this.provenance = provenance == null ? Map.of() : Map.copyOf(provenance);
  }
}
