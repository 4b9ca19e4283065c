package io.minutebook.cli;

import java.util.Map;
import picocli.CommandLine.Option;

/** {@code --report}: what was not recognised in the documents. */
final class ReportOption {

  @Option(
      names = "--report",
      description =
          "Say what the documents were read as, and what in them was not recognised: it is kept"
              + " as it stands, but no query finds it as what it looks like.")
  private boolean report;

  /** Adds to the output of an import, if it was asked for. */
  void addTo(Output output, Map<String, Object> json, Map<String, byte[]> documents) {
    if (report) {
      Reading reading = Reading.of(documents);
      reading.lines().forEach(output::line);
      json.put("report", reading.json());
    }
  }
}
