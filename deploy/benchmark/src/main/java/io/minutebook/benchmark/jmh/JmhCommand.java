package io.minutebook.benchmark.jmh;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the microbenchmarks. */
@Command(
    name = "jmh",
    description = "What codec, hash chain, fold and decision cost, by JMH.",
    mixinStandardHelpOptions = true)
public final class JmhCommand implements Callable<Integer> {

  @Option(
      names = "--forks",
      paramLabel = "N",
      defaultValue = "2",
      description = "JVMs, one after the other (${DEFAULT-VALUE}); 0 measures in this one.")
  private int forks;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      defaultValue = "5",
      description = "Seconds of warm-up, and as many measured, in each (${DEFAULT-VALUE}).")
  private int iterations;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes JMH's own JSON.")
  private @Nullable Path json;

  @Override
  public Integer call() throws Exception {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(StepBenchmark.class.getName())
            .forks(forks)
            .warmupIterations(iterations)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(iterations)
            .measurementTime(TimeValue.seconds(1))
            .shouldFailOnError(true);
    if (json != null) {
      options.resultFormat(ResultFormatType.JSON).result(json.toString());
    }
    new Runner(options.build()).run();
    return 0;
  }
}
