package io.minutebook.benchmark.report;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.stream.Collectors;

/** What a benchmark ran on. */
final class Machine {

  private Machine() {}

  static void describe(Report report) {
    Runtime runtime = Runtime.getRuntime();
    report.setting(
        "machine",
        "%d processors, %s %s"
            .formatted(
                runtime.availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.version")));
    report.setting(
        "jvm",
        "%s, heap at most %d MiB, collectors %s"
            .formatted(
                Runtime.version(),
                runtime.maxMemory() >> 20,
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                    .map(GarbageCollectorMXBean::getName)
                    .collect(Collectors.joining(", "))));
  }
}
