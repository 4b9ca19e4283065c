package io.minutebook.benchmark.crash;

import java.util.List;

/**
 * What the service answered to a command that it accepted.
 *
 * @param version the stream's version afterwards
 * @param events the ids of the command's events
 * @param entries the ids of the entries that it made
 */
record Acknowledgement(String stream, long version, List<String> events, List<String> entries) {

  Acknowledgement {
    events = List.copyOf(events);
    entries = List.copyOf(entries);
  }
}
