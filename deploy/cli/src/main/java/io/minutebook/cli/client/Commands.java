package io.minutebook.cli.client;

import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesId;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * The command API. Every request carries an idempotency key, so that repeating it is safe.
 *
 * <p>Refusals are thrown as {@link Problem}, silence as {@link Unreachable}.
 */
public final class Commands {

  private final Service service;
  private final Patience patience;

  public Commands(URI address, Supplier<String> token, Patience patience) {
    this.service = new Service(address, token);
    this.patience = patience;
  }

  /** Makes the minutes of a meeting equal to a document that came from a file of this name. */
  public Accepted putMinutes(
      MeetingId meeting, byte[] document, String file, Precondition precondition, String key) {
    return putMinutes(meeting, document, Origin.file(file), false, precondition, key);
  }

  /**
   * Makes the minutes of a meeting equal to a document.
   *
   * @param reinstate whether a meeting that was cancelled is to take place again
   */
  public Accepted putMinutes(
      MeetingId meeting,
      byte[] document,
      Origin origin,
      boolean reinstate,
      Precondition precondition,
      String key) {
    HttpRequest.Builder request =
        service
            .request("/meetings/" + meeting + "/minutes" + query(origin, reinstate))
            .header("Content-Type", "text/markdown; charset=utf-8")
            .PUT(BodyPublishers.ofByteArray(document));
    origin.headers().forEach(request::header);
    return send(request, precondition, key);
  }

  /** How the minutes of a meeting would begin from their series, and what may be carried over. */
  public JsonNode proposal(MeetingId meeting) {
    HttpRequest request = service.request("/meetings/" + meeting + "/proposal").GET().build();
    HttpResponse<byte[]> response = service.send(request, patience);
    if (response.statusCode() / 100 != 2) {
      throw Service.problem(response);
    }
    return Service.json(response.body());
  }

  private static String query(Origin origin, boolean reinstate) {
    StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
    if (origin.reason() != null) {
      query.add("reason=" + Origin.percentEncoded(origin.reason()));
    }
    if (reinstate) {
      query.add("reinstate=true");
    }
    return query.toString();
  }

  /** Sends one command for the minutes of a meeting. */
  public Accepted command(
      MeetingId meeting,
      String name,
      Map<String, ?> fields,
      Precondition precondition,
      String key) {
    return command("/meetings/" + meeting, name, fields, Map.of(), precondition, key);
  }

  /** Sends one command for the minutes of a meeting that came from elsewhere. */
  public Accepted command(
      MeetingId meeting,
      String name,
      Map<String, ?> fields,
      Origin origin,
      Precondition precondition,
      String key) {
    return command(
        "/meetings/" + meeting,
        name + query(origin, false),
        fields,
        origin.headers(),
        precondition,
        key);
  }

  /** Sends one command for a series. */
  public Accepted command(
      SeriesId series, String name, Map<String, ?> fields, Precondition precondition, String key) {
    return command("/series/" + series, name, fields, Map.of(), precondition, key);
  }

  private Accepted command(
      String address,
      String name,
      Map<String, ?> fields,
      Map<String, String> headers,
      Precondition precondition,
      String key) {
    HttpRequest.Builder request =
        service
            .request(address + "/commands/" + name)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(Service.JSON.writeValueAsBytes(fields)));
    headers.forEach(request::header);
    return send(request, precondition, key);
  }

  private Accepted send(HttpRequest.Builder request, Precondition precondition, String key) {
    request.header("Idempotency-Key", key);
    switch (precondition) {
      case Precondition.New() -> request.header("If-None-Match", "*");
      case Precondition.At(long version) -> request.header("If-Match", "\"" + version + "\"");
      case Precondition.Any() -> {}
    }
    HttpResponse<byte[]> response = service.send(request.build(), patience);
    if (response.statusCode() / 100 != 2) {
      throw Service.problem(response);
    }
    return Accepted.of(Service.json(response.body()));
  }
}
