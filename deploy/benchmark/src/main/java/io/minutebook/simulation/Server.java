package io.minutebook.simulation;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A server that is asked over a network which loses and delays what is sent over it. */
final class Server {

  /** After how long a client gives up waiting for an answer, and for a server that is away. */
  private static final long TIMEOUT = 4 * Scheduler.SECOND;

  private static final long PATIENCE_WHILE_AWAY = 2 * Scheduler.SECOND;
  private static final long LATEST = 30 * Scheduler.SECOND;

  private final Scheduler scheduler;
  private final Dice dice;
  private final Faults faults;
  private final Set<Call<?>> open = new LinkedHashSet<>();
  private boolean up = true;
  private long life;

  /** How a request is answered, at once or later. */
  @FunctionalInterface
  interface Reply<T> {
    void with(@Nullable T value);
  }

  private record Call<T>(
      Machine client,
      Answer<T> answer,
      Supplier<RuntimeException> unanswered,
      Consumer<Reply<T>> work) {

    void fail() {
      answer.fail(unanswered.get());
    }
  }

  Server(Scheduler scheduler, Dice dice, Faults faults) {
    this.scheduler = scheduler;
    this.dice = dice;
    this.faults = faults;
  }

  boolean isUp() {
    return up;
  }

  /** Which of its lives this is: what was sent in an earlier one does not arrive. */
  long life() {
    return life;
  }

  /**
   * Has the server do something, called by a thread of the client.
   *
   * @param unanswered what is thrown if no answer comes
   * @param work what the server does, at its own time
   */
  <T> @Nullable T call(
      Machine client, Supplier<RuntimeException> unanswered, Consumer<Reply<T>> work) {
    Call<T> call = new Call<>(client, new Answer<>(), unanswered, work);
    if (up) {
      send(call);
    } else {
      client.after(
          PATIENCE_WHILE_AWAY,
          () -> {
            if (up) {
              send(call);
            } else {
              call.fail();
            }
          });
    }
    return call.answer.await();
  }

  private <T> void send(Call<T> call) {
    Fate fate = faults.fate();
    if (fate == Fate.ANSWERED) {
      open.add(call);
    } else {
      call.client.after(TIMEOUT, call::fail);
    }
    if (fate == Fate.LOST) {
      return;
    }
    long way = fate == Fate.LATE ? TIMEOUT + dice.between(0, LATEST) : faults.latency();
    long sentIn = life;
    scheduler.after(
        way,
        () -> {
          if (sentIn == life) {
            call.work.accept(value -> answer(call, value));
          }
        });
  }

  private <T> void answer(Call<T> call, @Nullable T value) {
    if (open.remove(call)) {
      call.client.after(faults.latency(), () -> call.answer.give(value));
    }
  }

  /** It goes away; whoever waits for it sees the connection break. */
  void goDown() {
    up = false;
    life++;
    List<Call<?>> broken = List.copyOf(open);
    open.clear();
    broken.forEach(call -> call.client.after(faults.latency(), call::fail));
  }

  void comeUp() {
    up = true;
  }
}
