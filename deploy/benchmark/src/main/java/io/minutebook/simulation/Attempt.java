package io.minutebook.simulation;

import io.minutebook.command.Request;
import io.minutebook.log.Commit;
import org.jspecify.annotations.Nullable;

/** A command on its way through one instance. */
final class Attempt {

  private static final ThreadLocal<@Nullable Attempt> CURRENT = new ThreadLocal<>();

  private final Ledger ledger;
  private final Command command;
  private final String name;
  private final Request request;
  private final long headAtStart;
  private final int setBacksAtStart;
  private final boolean seriesWasThere;
  private final int seriesSetBacksAtStart;
  private long lookedAt;
  private long decidedOn = -1;
  private boolean appending;
  private @Nullable Commit loaded;

  Attempt(Ledger ledger, Command command, String name, Request request) {
    this.ledger = ledger;
    this.command = command;
    this.name = name;
    this.request = request;
    this.headAtStart = ledger.stream(request.stream()).headVersion();
    this.setBacksAtStart = ledger.stream(request.stream()).setBacks();
    StreamHistory series = ledger.stream(Streams.series());
    this.seriesWasThere = series.headVersion() >= 0;
    this.seriesSetBacksAtStart = series.setBacks();
    this.lookedAt = ledger.scheduler().steps();
  }

  /** The one that this thread is about; null if it is about none. */
  static @Nullable Attempt current() {
    return CURRENT.get();
  }

  void run(Runnable body) {
    CURRENT.set(this);
    body.run();
  }

  Command command() {
    return command;
  }

  /** What its commits are known by. */
  String name() {
    return name;
  }

  Request request() {
    return request;
  }

  /** Where its stream was when it was sent. */
  long headAtStart() {
    return headAtStart;
  }

  int setBacksAtStart() {
    return setBacksAtStart;
  }

  /** Whether its series was there when it was sent, and was not lost since by a crash. */
  boolean seriesWasThere() {
    return seriesWasThere && ledger.stream(Streams.series()).setBacks() == seriesSetBacksAtStart;
  }

  /** The database looks up the stream's head for it, now. */
  void lookedAtHead() {
    lookedAt = ledger.scheduler().steps();
  }

  /** The last step at which it could see what was stored; before that, when it was sent. */
  long lookedAt() {
    return lookedAt;
  }

  /** The version of the state that it was last decided on. */
  long decidedOn() {
    return decidedOn;
  }

  void decidedOn(long version) {
    decidedOn = version;
  }

  /** Whether this is the last of the commits that were loaded last. */
  boolean isLoaded(Commit commit) {
    return commit.equals(loaded);
  }

  void loaded(Commit last) {
    loaded = last;
  }

  boolean isAppending() {
    return appending;
  }

  void setAppending(boolean now) {
    appending = now;
  }
}
