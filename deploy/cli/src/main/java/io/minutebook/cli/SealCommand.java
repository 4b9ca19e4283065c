package io.minutebook.cli;

import io.minutebook.cli.client.Patience;
import io.minutebook.cli.client.Problem;
import io.minutebook.cli.client.SealRequests.Seal;
import io.minutebook.cli.client.SealRequests.Sealed;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code minutebook seal}: what has changed is sealed now. */
@Command(
    name = "seal",
    mixinStandardHelpOptions = true,
    description = {
      "Seals what has changed since the last seal, without waiting for the interval, and prints"
          + " the newest seal's number and hash: keep them elsewhere.",
      "Exit code 1: something does not follow what was sealed before, and nothing is sealed."
    })
final class SealCommand implements Callable<Integer> {

  private static final int CONFLICT = 409;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private ClientOptions client;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private Output output;

  @Override
  public Integer call() {
    Sealed sealed;
    try {
      sealed = client.seals(new Patience(Duration.ofMinutes(1))).seal();
    } catch (Problem problem) {
      if (problem.status() != CONFLICT) {
        throw problem;
      }
      output.line("not sealed: " + problem.getMessage());
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("sealed", false);
      json.put("reason", String.valueOf(problem.getMessage()));
      output.json(json);
      return 1;
    }
    sealed.made().forEach(seal -> output.line("sealed: " + line(seal)));
    if (sealed.made().isEmpty()) {
      output.line(
          sealed
              .latest()
              .map(seal -> "nothing has changed since " + line(seal))
              .orElse("there is nothing to seal"));
    }
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("sealed", true);
    json.put("made", sealed.made());
    json.put("latest", sealed.latest().orElse(null));
    output.json(json);
    return 0;
  }

  private static String line(Seal seal) {
    return "seal %d of %s, %d streams, %s"
        .formatted(seal.number(), seal.at(), seal.heads(), seal.hash());
  }
}
