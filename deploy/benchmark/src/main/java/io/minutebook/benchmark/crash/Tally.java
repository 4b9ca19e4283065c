package io.minutebook.benchmark.crash;

import java.util.concurrent.atomic.LongAdder;

/** What the senders met with, counted. */
final class Tally {

  final LongAdder attempts = new LongAdder();
  final LongAdder retries = new LongAdder();
  final LongAdder turnedAway = new LongAdder();
  final LongAdder noConnection = new LongAdder();
  final LongAdder timedOut = new LongAdder();

  /** Commands that were sent to both instances at once. */
  final LongAdder sentTwice = new LongAdder();

  /** Commands that were accepted and sent again later. */
  final LongAdder repeated = new LongAdder();

  /** Commands that were given up after an attempt without an answer. */
  final LongAdder abandoned = new LongAdder();
}
