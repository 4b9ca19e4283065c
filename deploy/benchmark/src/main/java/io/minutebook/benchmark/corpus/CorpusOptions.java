package io.minutebook.benchmark.corpus;

import picocli.CommandLine.Option;

/** Which made-up minutes are used. */
public final class CorpusOptions {

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "What the made-up minutes are made of (${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "50",
      description = "Events of each meeting, at least (${DEFAULT-VALUE}).")
  private int events;

  /** So many meetings. */
  public Corpus corpus(int meetings) {
    return new Corpus(seed, meetings, events);
  }

  @Override
  public String toString() {
    return "seed %d, %d events a meeting".formatted(seed, events);
  }
}
