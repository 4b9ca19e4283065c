package io.minutebook.benchmark.crash;

import io.minutebook.benchmark.crash.Schedule.Trouble;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/** One run: start, load, troubles, rest, judgement. */
final class CrashRun {

  static final String ACTOR = "crash";

  /** With fewer kills, learning how to start fast takes longer than it spares. */
  private static final int WORTH_TRAINING = 50;

  private static final Duration LONGEST_START = Duration.ofMinutes(2);
  private static final Duration LONGEST_ANSWER = Duration.ofMinutes(2);
  private static final Duration LONGEST_REST = Duration.ofMinutes(4);

  /** With so many there is enough to look into. */
  private static final int MOST_VIOLATIONS = 20;

  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration THINKING = Duration.ofMillis(60);

  private final CrashSettings settings;
  private final Path folder;
  private final PrintWriter out;
  private final Tally tally = new Tally();
  private final List<Violation> violations = new ArrayList<>();
  private volatile boolean ending;

  CrashRun(CrashSettings settings, Path folder, PrintWriter out) {
    this.settings = settings;
    this.folder = folder;
    this.out = out;
  }

  /**
   * Runs to the end.
   *
   * @throws IOException if what is needed does not start, or cannot be read at the end
   */
  CrashResult run() throws IOException, InterruptedException {
    Reactions[] reactions = new Reactions[1];
    try (Installation installation =
            new Installation(
                folder,
                settings,
                ACTOR,
                part -> {
                  if (part.name().equals(Installation.BROKER) && reactions[0] != null) {
                    reactions[0].brokerIsBack();
                  }
                });
        Ledger ledger = new Ledger(folder.resolve("answers.log"));
        StoreReader store = new StoreReader(installation.mongodbUri());
        Client client = new Client(installation.commandUrls(), installation.token())) {
      start(installation);
      Meetings meetings = new Meetings(settings.meetings());
      SplittableRandom random = new SplittableRandom(settings.seed());
      schedule(meetings, sender(client, meetings, ledger, random.split()), ledger);
      try (PublishedWatch published = new PublishedWatch(installation.kafka())) {
        reactions[0] = new Reactions(store, published, () -> isRelayWell(installation));
        Troublemaker troublemaker =
            new Troublemaker(installation, reactions[0], ledger::acknowledgements);
        List<Sender> senders = new ArrayList<>();
        for (int i = 0; i < settings.senders(); i++) {
          senders.add(sender(client, meetings, ledger, random.split()));
        }
        long begin = System.nanoTime();
        long startedWith = ledger.acknowledgements();
        try (ProgressLine _ = new ProgressLine(out, installation, troublemaker, ledger, tally);
            SpotChecks _ = new SpotChecks(store, ledger, random.split())) {
          List<Thread> threads = new ArrayList<>();
          for (Sender sender : senders) {
            threads.add(Thread.ofVirtual().name("sender").start(sender));
          }
          troublemaker.carryOut(
              troubles(installation),
              () ->
                  System.nanoTime() - begin > settings.most().toNanos()
                      || ledger.violations().size() > MOST_VIOLATIONS);
          Duration trouble = Duration.ofNanos(System.nanoTime() - begin);
          long accepted = ledger.acknowledgements() - startedWith;
          Duration rest = rest(installation, store, ledger, senders, threads);
          return judged(
              installation, store, ledger, troublemaker, reactions[0], trouble, accepted, rest);
        }
      }
    }
  }

  private Sender sender(Client client, Meetings meetings, Ledger ledger, SplittableRandom random) {
    return new Sender(client, meetings, ledger, tally, random, THINKING, () -> ending);
  }

  private void start(Installation installation) throws IOException, InterruptedException {
    if (settings.kills() >= WORTH_TRAINING) {
      out.println("Having the JVMs learn how to start fast");
      out.flush();
      installation.train();
    }
    List<Part> parts = installation.parts();
    List<Part> servers = parts.subList(0, 2);
    for (List<Part> together : List.of(servers, parts.subList(2, parts.size()))) {
      together.forEach(Part::run);
      if (!await(
          LONGEST_START, () -> together.stream().allMatch(part -> part.state() == Part.State.UP))) {
        throw new IOException("%s did not start".formatted(notUp(together)));
      }
    }
    out.println("Everything has started; see " + folder.resolve("logs"));
    out.flush();
  }

  private static void schedule(Meetings meetings, Sender sender, Ledger ledger)
      throws InterruptedException {
    for (List<Command> commands : List.of(meetings.creating(), meetings.scheduling())) {
      for (Command command : commands) {
        ledger.sending(command);
        sender.sendUntilAccepted(command, false);
      }
    }
  }

  private List<Trouble> troubles(Installation installation) {
    return Schedule.of(
        settings.seed(),
        settings.kills(),
        settings.cuts(),
        installation.parts().stream().map(Part::name).toList(),
        installation.links().stream().map(Link::name).toList());
  }

  private static boolean isRelayWell(Installation installation) {
    return installation.parts().stream()
        .filter(
            part ->
                part.name().equals(Installation.MONGODB) || part.name().equals(Installation.BROKER))
        .allMatch(part -> part.state() == Part.State.UP);
  }

  /** Nothing goes wrong any more: all has to come up, be answered, published and seen. */
  private Duration rest(
      Installation installation,
      StoreReader store,
      Ledger ledger,
      List<Sender> senders,
      List<Thread> threads)
      throws InterruptedException {
    long begin = System.nanoTime();
    installation.links().forEach(link -> link.cut(null));
    if (!await(LONGEST_START, installation::allUp)) {
      ledger.violated(Violation.in(Violation.Kind.NOT_UP, "", -1, notUp(installation.parts())));
    }
    ending = true;
    await(LONGEST_ANSWER, () -> threads.stream().noneMatch(Thread::isAlive));
    for (Sender sender : senders) {
      Command command = sender.unanswered();
      if (command != null) {
        ledger.violated(
            Violation.of(
                Violation.Kind.UNANSWERED,
                command,
                "not answered within %d s".formatted(LONGEST_ANSWER.toSeconds())));
      }
    }
    threads.forEach(Thread::interrupt);
    await(LONGEST_REST, new Settled(store));
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private static String notUp(List<Part> parts) {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      if (part.state() != Part.State.UP) {
        text.append("%s: %s; ".formatted(part.name(), part.lastFailure()));
      }
    }
    return text.toString();
  }

  private static boolean await(Duration most, BooleanSupplier condition)
      throws InterruptedException {
    long deadline = System.nanoTime() + most.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      Thread.sleep(PAUSE);
    }
    return true;
  }

  private CrashResult judged(
      Installation installation,
      StoreReader store,
      Ledger ledger,
      Troublemaker troublemaker,
      Reactions reactions,
      Duration trouble,
      long accepted,
      Duration rest)
      throws IOException {
    Evidence evidence =
        new Evidence(
            ACTOR,
            ledger.sent(),
            ledger.acknowledged(),
            store.streams(),
            store.pending(),
            LogReader.streams(installation.kafka()),
            store.viewed());
    violations.addAll(ledger.violations());
    violations.addAll(Judge.judge(evidence));
    violations.addAll(AuditFindings.of(installation.mongodbUri(), installation.kafka()));
    for (Part part : installation.parts()) {
      if (part.ownEnds() > 0) {
        violations.add(
            Violation.in(
                Violation.Kind.ENDED_BY_ITSELF,
                "",
                -1,
                "%s %d times: %s".formatted(part.name(), part.ownEnds(), part.lastFailure())));
      }
    }
    return CrashResult.of(
        settings,
        installation,
        evidence,
        tally,
        troublemaker,
        reactions,
        trouble,
        accepted,
        rest,
        violations);
  }
}
