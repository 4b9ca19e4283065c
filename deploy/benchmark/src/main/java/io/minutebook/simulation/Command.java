package io.minutebook.simulation;

import io.minutebook.command.Outcome;
import io.minutebook.command.Refusal;
import io.minutebook.command.axon.SerialCommandSide;
import io.minutebook.command.axon.SerialCommandSide.Ruling;
import io.minutebook.log.Commit;
import io.minutebook.log.EventCodec;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One command under one key, and every answer to it. */
final class Command {

  private static final EventCodec CODEC = new EventCodec();

  private final Ledger ledger;
  private final String fingerprint;
  private final Set<String> turnedDown = new HashSet<>();
  private @Nullable Commit stored;
  private long storedAt;
  private @Nullable Outcome first;

  private final boolean misuse;

  /**
   * @param misuse whether its key is that of another command, which was accepted
   */
  Command(Ledger ledger, String fingerprint, boolean misuse) {
    this.ledger = ledger;
    this.fingerprint = fingerprint;
    this.misuse = misuse;
  }

  String fingerprint() {
    return fingerprint;
  }

  boolean isAccepted() {
    return first != null;
  }

  void stored(Commit commit) {
    if (stored != null) {
      ledger.violated(fingerprint + " is applied twice: as " + stored + " and as " + commit);
    }
    if (misuse) {
      ledger.violated(fingerprint + " is stored under the key of another command: " + commit);
    }
    stored = commit;
    storedAt = ledger.scheduler().steps();
    if (!turnedDown.isEmpty() && turnedDown.contains(attemptOf(commit))) {
      ledger.violated(fingerprint + " is stored after it was said that it is not");
    }
  }

  void lost(Commit commit) {
    if (first != null) {
      ledger.violated(fingerprint + " was acknowledged and is lost: " + commit);
    }
    stored = null;
  }

  private static @Nullable String attemptOf(Commit commit) {
    return CODEC.decode(commit.events().getFirst()).meta().correlation();
  }

  /** An attempt is answered with what it came to. */
  void answered(Attempt attempt, Outcome outcome) {
    if (outcome.events().isEmpty()) {
      turnedDown(attempt, new Ruling(false, null));
      return;
    }
    Commit commit = stored;
    if (commit == null) {
      ledger.violated(fingerprint + " is acknowledged and is not stored");
    } else if (outcome.version() != commit.lastVersion()
        || outcome.events().size() != commit.events().size()) {
      ledger.violated(fingerprint + " is stored as " + commit + ", answered as " + outcome);
    }
    if (first == null) {
      first = outcome;
    } else if (!first.equals(outcome)) {
      ledger.violated(fingerprint + " is answered first " + first + " and then " + outcome);
    }
  }

  /** An attempt is refused. */
  void answered(Attempt attempt, Refusal refusal) {
    if ("series".equals(refusal.field()) && refusal.kind() == Refusal.Kind.NOT_FOUND) {
      if (attempt.seriesWasThere()) {
        ledger.violated(fingerprint + " is told that its series does not exist, which does");
      }
      return;
    }
    if (misuse != "Idempotency-Key".equals(refusal.field())) {
      ledger.violated(fingerprint + " is refused for " + refusal.field() + ": " + refusal);
    }
    if (misuse) {
      failed(attempt);
    } else {
      turnedDown(attempt, new Ruling(false, refusal.kind()));
    }
  }

  /** An attempt has failed, and it was said that nothing was stored. */
  void failed(Attempt attempt) {
    turnedDown.add(attempt.name());
    Commit commit = stored;
    if (commit != null && attempt.name().equals(attemptOf(commit))) {
      ledger.violated(fingerprint + " is stored, and it is said that it is not");
    }
  }

  private void turnedDown(Attempt attempt, Ruling ruling) {
    failed(attempt);
    if (stored != null && storedAt < attempt.lookedAt()) {
      ledger.violated(fingerprint + " was stored as " + stored + " and is answered: " + ruling);
    }
    StreamHistory stream = ledger.stream(attempt.request().stream());
    long from = Math.min(attempt.headAtStart(), stream.headVersion());
    boolean right = stream.setBacks() != attempt.setBacksAtStart();
    for (long version = from; version <= stream.headVersion() && !right; version++) {
      right = SerialCommandSide.ruling(stream.events(version), attempt.request()).equals(ruling);
    }
    if (!right) {
      ledger.violated(
          "%s is answered %s, for which there was no reason between versions %d and %d"
              .formatted(fingerprint, ruling, from, stream.headVersion()));
    }
  }
}
