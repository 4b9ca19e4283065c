package io.minutebook.command.axon;

import io.minutebook.command.Expected;
import io.minutebook.command.Refusal;

/** Compares what the client has seen with what stands. */
final class ExpectedVersion {

  private ExpectedVersion() {}

  /**
   * Refuses if the client's precondition does not hold.
   *
   * @param version the stream's current one; -1 if it has no events
   */
  static void check(Expected expected, long version, String stream) {
    switch (expected) {
      case Expected.Unstated ignored -> {}
      case Expected.Existing ignored -> {
        if (version < 0) {
          throw stale("If-Match", stream + " does not exist yet.");
        }
      }
      case Expected.Absent ignored -> {
        if (version >= 0) {
          throw stale("If-None-Match", stream + " exists already, at version " + version + ".");
        }
      }
      case Expected.Version seen -> {
        if (seen.version() != version) {
          throw stale(
              "If-Match",
              stream
                  + (version < 0 ? " does not exist yet" : " is at version " + version)
                  + ", not at "
                  + seen.version()
                  + ". Read it again and repeat on what stands now.");
        }
      }
    }
  }

  private static Refusal stale(String field, String message) {
    return new Refusal(Refusal.Kind.STALE, field, message);
  }
}
