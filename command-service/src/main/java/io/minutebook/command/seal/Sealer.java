package io.minutebook.command.seal;

import io.minutebook.command.Sealing;
import io.minutebook.command.Timing;
import io.minutebook.command.relay.RelayLease;
import io.minutebook.seal.SignedSeal;
import io.minutebook.seal.Unreadable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has seals made at intervals, while it holds the lease, and on demand, whether it does or not; and
 * sees to it that each seal is published and in the folder.
 */
public final class Sealer implements Sealing, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration LOOK = Duration.ofSeconds(5);
  private static final String WHAT_TO_DO =
      ". Nothing is sealed until that is mended: run 'minutebook verify', which says what differs.";

  private final SealTable table;
  private final SealLog log;
  private final SealMaker maker;
  private final @Nullable SealFolder folder;
  private final Duration interval;
  private final RelayLease lease;
  private final Timing timing;
  private final Timing.Bell bell;
  private final List<CompletableFuture<Outcome>> waiting = new ArrayList<>();

  /** The number of the seal that was published last; -1: not yet asked. */
  private long published = -1;

  private volatile boolean closing;
  private volatile @Nullable String trouble;
  private volatile boolean refused;
  private volatile @Nullable Made latest;
  private @Nullable Thread thread;
  private @Nullable CompletableFuture<Outcome> asked;

  /** How a sealer works. */
  public record Settings(Duration interval, java.nio.file.@Nullable Path folder) {}

  public Sealer(
      SealTable table,
      SealLog log,
      SealMaker maker,
      Settings settings,
      RelayLease lease,
      Timing timing) {
    this.table = table;
    this.log = log;
    this.maker = maker;
    this.folder = settings.folder() == null ? null : new SealFolder(settings.folder());
    this.interval = settings.interval();
    this.lease = lease;
    this.timing = timing;
    this.bell = timing.bell();
  }

  /** Begins to work in a thread of its own; waits for no server. */
  public synchronized void start() {
    if (thread == null) {
      thread = timing.start("sealer", this::run);
    }
  }

  @Override
  public Outcome seal(Duration atMost) throws InterruptedException {
    CompletableFuture<Outcome> outcome;
    synchronized (waiting) {
      outcome = asked;
      if (outcome == null) {
        outcome = new CompletableFuture<>();
        asked = outcome;
        waiting.add(outcome);
      }
    }
    bell.ring();
    try {
      return outcome.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return new GoesOn();
    } catch (ExecutionException e) {
      return new Hindered(String.valueOf(e.getCause()));
    }
  }

  /** What hinders it now, or what it refuses to seal, for a person; empty if nothing does. */
  public Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }

  /** Whether it refuses to seal. */
  public boolean isRefusing() {
    return refused;
  }

  /** The newest seal that this instance knows of. */
  public Optional<Made> latest() {
    return Optional.ofNullable(latest);
  }

  @Override
  public synchronized void close() {
    closing = true;
    bell.ring();
    if (thread != null) {
      try {
        if (!thread.join(Duration.ofSeconds(5))) {
          thread.interrupt();
          thread.join();
        }
      } catch (InterruptedException e) {
        thread.interrupt();
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Works until it is closed, or its thread interrupted. */
  void run() {
    long next = timing.nanos() + shorter(interval, FIRST).toNanos();
    while (!closing) {
      try {
        boolean mine = isHeld();
        List<CompletableFuture<Outcome>> answered = takeWaiting();
        boolean due = mine && timing.nanos() - next >= 0;
        if (due || !answered.isEmpty()) {
          Outcome outcome = sealed();
          answered.forEach(each -> each.complete(outcome));
          // a seal that was stored and could not be published or copied does not wait for the next
          Duration pause = outcome instanceof Hindered ? shorter(interval, FIRST) : interval;
          next = timing.nanos() + pause.toNanos();
        }
        bell.await(shorter(interval, LOOK));
      } catch (InterruptedException e) {
        break;
      }
    }
    takeWaiting().forEach(each -> each.complete(new Hindered("the service stops")));
    giveUpLease();
    log.close();
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private boolean isHeld() {
    try {
      return lease.isHeld();
    } catch (RuntimeException e) {
      LOG.debug("The sealer's lease cannot be asked for: {}", e.toString());
      return false;
    }
  }

  private void giveUpLease() {
    try {
      lease.giveUp();
    } catch (RuntimeException e) {
      LOG.debug("The sealer's lease runs out by itself: {}", e.toString());
    }
  }

  /** Whoever asks from now on wants what comes after this to be sealed as well. */
  private List<CompletableFuture<Outcome>> takeWaiting() {
    synchronized (waiting) {
      List<CompletableFuture<Outcome>> taken = List.copyOf(waiting);
      waiting.clear();
      asked = null;
      return taken;
    }
  }

  private Outcome sealed() throws InterruptedException {
    try {
      List<Made> made = maker.sealAll().stream().map(SealMaker::told).toList();
      Optional<SignedSeal> last = table.last();
      last.ifPresent(seal -> latest = SealMaker.told(seal));
      if (last.isPresent()) {
        publishUpTo(last.get());
        if (folder != null) {
          folder.complete(table, last.get());
        }
      }
      if (trouble != null) {
        LOG.info("Sealing goes on");
      }
      trouble = null;
      refused = false;
      return new Done(made, latest);
    } catch (NotSealable | Unreadable e) {
      String why = e.getMessage() + WHAT_TO_DO;
      LOG.error("Refusing to seal: {}", why);
      trouble = "refuses to seal: " + why;
      refused = true;
      return new Refused(why);
    } catch (ExecutionException e) {
      return hindered(e.getCause() == null ? e : e.getCause());
    } catch (RuntimeException e) {
      return hindered(e);
    }
  }

  private Outcome hindered(Throwable why) {
    log.close();
    published = -1;
    String said = String.valueOf(why);
    if (trouble == null) {
      LOG.warn("Sealing is hindered and will be tried again: {}", said);
    }
    trouble = said;
    return new Hindered(said);
  }

  private void publishUpTo(SignedSeal last) throws ExecutionException, InterruptedException {
    if (published < 0) {
      published = log.published();
    }
    if (published >= last.seal().number()) {
      return;
    }
    List<SignedSeal> unpublished = new ArrayList<>();
    table.after(published, unpublished::add);
    for (SignedSeal seal : unpublished) {
      log.publish(seal);
      published = seal.seal().number();
    }
  }
}
