package io.minutebook.cli;

import io.minutebook.cli.client.Operations;
import io.minutebook.cli.client.Operations.Rebuild;
import io.minutebook.cli.client.Patience;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code minutebook rebuild}: the views anew from the log, beside those that answer. */
@Command(
    name = "rebuild",
    mixinStandardHelpOptions = true,
    description = {
      "Makes the views anew from the log, beside those that answer, and lets the new ones answer"
          + " when they have caught up. Readers notice nothing.",
      "If one is at work already, shows that one. Ending this command does not end the rebuild."
          + " Exit code 1: it failed, and the views are as they were."
    })
final class RebuildCommand implements Callable<Integer> {

  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "VIEW",
      description = "Only this view: minutes, series, history, actions, counts, ...")
  private @Nullable String view;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private ClientOptions client;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private Output output;

  @Override
  public Integer call() throws InterruptedException {
    Operations operations = client.operations(new Patience(LIMIT));
    Rebuild rebuild = operations.startRebuild(view).orElseGet(() -> atWork(operations));
    rebuild = followed(operations, rebuild);
    output.line(
        rebuild.isDone()
            ? "the views were made anew: %d events; generation %d answers."
                .formatted(rebuild.done(), rebuild.id())
            : "the rebuild failed: " + rebuild.problem());
    output.json(json(rebuild));
    return rebuild.isDone() ? 0 : 1;
  }

  private Rebuild atWork(Operations operations) {
    Rebuild found =
        operations
            .rebuildAtWork()
            .orElseThrow(() -> new CannotRun("another rebuild has just ended: try again."));
    output.remark("A rebuild is at work already; this is how it goes.");
    return found;
  }

  private Rebuild followed(Operations operations, Rebuild begun) throws InterruptedException {
    Rebuild rebuild = begun;
    String said = "";
    while (!rebuild.isOver()) {
      String line = progress(rebuild);
      if (!line.equals(said)) {
        output.remark(line);
        said = line;
      }
      Thread.sleep(LOOK);
      rebuild = operations.rebuild(rebuild.id());
    }
    return rebuild;
  }

  private static String progress(Rebuild rebuild) {
    if (!rebuild.problem().isEmpty()) {
      return "Waiting: " + rebuild.problem();
    }
    return rebuild.total() == 0
        ? "Waiting for it to begin"
        : "%d of %d events%s"
            .formatted(
                rebuild.done(),
                rebuild.total(),
                rebuild.secondsLeft().map(left -> ", " + left + " s left").orElse(""));
  }

  private static Map<String, Object> json(Rebuild rebuild) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", rebuild.id());
    json.put("state", rebuild.state());
    json.put("done", rebuild.done());
    json.put("total", rebuild.total());
    json.put("problem", rebuild.problem());
    return json;
  }
}
