package io.minutebook.cli.client;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an operator asks of the query service.
 *
 * <p>Refusals are thrown as {@link Problem}, silence as {@link Unreachable}.
 */
public final class Operations {

  private static final int CONFLICT = 409;

  private final Service service;
  private final Patience patience;

  public Operations(URI address, Supplier<String> token, Patience patience) {
    this.service = new Service(address, token);
    this.patience = patience;
  }

  /**
   * A rebuild as it stands.
   *
   * @param state WAITING, RUNNING, DONE or FAILED
   * @param secondsLeft empty where that is not known
   */
  public record Rebuild(
      long id, String state, long done, long total, Optional<Long> secondsLeft, String problem) {

    public boolean isOver() {
      return isDone() || state.equals("FAILED");
    }

    public boolean isDone() {
      return state.equals("DONE");
    }
  }

  /** Has the views be made anew, or one of them; empty if a rebuild is at work already. */
  public Optional<Rebuild> startRebuild(@Nullable String view) {
    String path =
        view == null
            ? "/rebuilds"
            : "/rebuilds?view=" + URLEncoder.encode(view, StandardCharsets.UTF_8);
    HttpResponse<byte[]> response = send(post(path));
    return response.statusCode() == CONFLICT
        ? Optional.empty()
        : Optional.of(rebuild(answer(response)));
  }

  /** The rebuild that is at work, if there is one. */
  public Optional<Rebuild> rebuildAtWork() {
    JsonNode found = answer(send(service.request("/rebuilds").GET())).path("atWork");
    return found.isObject() ? Optional.of(rebuild(found)) : Optional.empty();
  }

  public Rebuild rebuild(long id) {
    return rebuild(answer(send(service.request("/rebuilds/" + id).GET())));
  }

  private static Rebuild rebuild(JsonNode json) {
    JsonNode left = json.path("secondsLeft");
    return new Rebuild(
        json.path("id").asLong(),
        json.path("state").asString(),
        json.path("done").asLong(),
        json.path("total").asLong(),
        left.isNumber() ? Optional.of(left.asLong()) : Optional.empty(),
        json.path("problem").asString(""));
  }

  /** The streams that the views do not follow: {@code stream}, {@code version}, {@code reason}. */
  public JsonNode parked() {
    return answer(send(service.request("/parked").GET()));
  }

  /** Has a parked stream be tried again. */
  public void resume(String stream) {
    HttpResponse<byte[]> response = send(post("/parked/" + stream + "/resume"));
    if (response.statusCode() / 100 != 2) {
      throw Service.problem(response);
    }
  }

  private HttpRequest.Builder post(String path) {
    return service.request(path).POST(BodyPublishers.noBody());
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) {
    return service.send(request.build(), patience);
  }

  private static JsonNode answer(HttpResponse<byte[]> response) {
    if (response.statusCode() / 100 != 2) {
      throw Service.problem(response);
    }
    return Service.json(response.body());
  }
}
