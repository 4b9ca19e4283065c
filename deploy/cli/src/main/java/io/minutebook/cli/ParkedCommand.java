package io.minutebook.cli;

import io.minutebook.cli.client.Operations;
import io.minutebook.cli.client.Patience;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code minutebook parked}: the streams that the views do not follow. */
@Command(
    name = "parked",
    mixinStandardHelpOptions = true,
    description = {
      "Lists the streams that the views do not follow any more, and why.",
      "Exit code 1: there are some. With --resume, one of them is tried again, which shows here"
          + " within some seconds."
    })
final class ParkedCommand implements Callable<Integer> {

  @Option(
      names = "--resume",
      paramLabel = "STREAM",
      description = "Try this stream again: meeting/SERIES/DAY or series/SERIES.")
  private @Nullable String resume;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private ClientOptions client;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private Output output;

  @Override
  public Integer call() {
    Operations operations = client.operations(Patience.NONE);
    if (resume != null) {
      if (!resume.matches("(meeting/[^/ ]+|series)/[^/ ]+")) {
        throw new CannotRun("a stream is meeting/SERIES/DAY or series/SERIES.");
      }
      operations.resume(resume);
      output.line(resume + " will be tried again.");
      return 0;
    }
    JsonNode parked = operations.parked();
    for (JsonNode stream : parked) {
      output.line(
          "%s from version %d on, since %s: %s"
              .formatted(
                  stream.path("stream").asString(),
                  stream.path("version").asLong(),
                  stream.path("since").asString(),
                  stream.path("reason").asString()));
    }
    if (parked.isEmpty()) {
      output.line("all streams are followed.");
    }
    output.json(parked);
    return parked.isEmpty() ? 0 : 1;
  }
}
