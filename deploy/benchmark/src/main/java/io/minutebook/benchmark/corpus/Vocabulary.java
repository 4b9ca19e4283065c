package io.minutebook.benchmark.corpus;

import io.minutebook.event.PersonLabel;
import io.minutebook.event.Ticket;
import java.util.List;
import java.util.SplittableRandom;

/** What made-up minutes speak of: people, tickets, machines, and words to make sentences of. */
final class Vocabulary {

  static final int PEOPLE = 2_000;
  private static final int TICKETS = 20_000;
  private static final int MACHINES = 5_000;

  private static final List<String> FIRST_NAMES =
      List.of(
          "Ada", "Bo", "Cleo", "Dana", "Emil", "Fay", "Gus", "Hana", "Ines", "Jonas", "Kim", "Lena",
          "Mei", "Nils", "Olga", "Priya", "Quinn", "Rui", "Sven", "Tomasz", "Uma", "Vera", "Wim",
          "Xenia", "Yann");

  private static final List<String> WORDS =
      List.of(
          "the",
          "of",
          "to",
          "build",
          "release",
          "tests",
          "server",
          "for",
          "with",
          "new",
          "after",
          "before",
          "upgrade",
          "mirror",
          "package",
          "ticket",
          "waits",
          "fails",
          "again",
          "since",
          "node",
          "review",
          "merge",
          "branch",
          "certificate",
          "renewal",
          "backup",
          "restore",
          "disk",
          "queue",
          "user",
          "report",
          "site",
          "network",
          "switch",
          "router",
          "latency",
          "memory",
          "cluster",
          "container",
          "image",
          "registry",
          "pipeline",
          "script",
          "config",
          "schema",
          "index",
          "query",
          "cache",
          "token",
          "login",
          "password",
          "proxy",
          "firewall",
          "kernel",
          "driver",
          "firmware",
          "monitor",
          "alert",
          "dashboard",
          "metric",
          "log",
          "archive",
          "storage",
          "volume",
          "quota",
          "tape",
          "transfer",
          "checksum",
          "gateway",
          "portal",
          "wiki",
          "manual",
          "training",
          "workshop",
          "meeting",
          "holiday",
          "schedule",
          "freeze",
          "deadline",
          "rollback",
          "hotfix",
          "patch",
          "version",
          "library",
          "compiler",
          "warning",
          "error",
          "timeout",
          "retry",
          "batch",
          "job",
          "worker",
          "scheduler",
          "priority",
          "partition",
          "replica",
          "snapshot",
          "migration",
          "import",
          "export",
          "format",
          "parser",
          "encoder",
          "decoder",
          "sensor",
          "gauge",
          "buoy",
          "tide",
          "forecast",
          "model",
          "grid",
          "sample",
          "survey",
          "station",
          "antenna",
          "battery",
          "cable",
          "rack",
          "cooling",
          "power",
          "outage",
          "ferry",
          "harbour",
          "lighthouse",
          "marsh",
          "estuary");

  private final Zipf people = new Zipf(PEOPLE);
  private final Zipf tickets = new Zipf(TICKETS);
  private final Zipf machines = new Zipf(MACHINES);
  private final Zipf words = new Zipf(WORDS.size());

  PersonLabel person(SplittableRandom random) {
    return person(people.draw(random));
  }

  /** The person with this number; no two are called the same. */
  static PersonLabel person(int number) {
    int names = FIRST_NAMES.size();
    int rest = number / names;
    String initials = "" + (char) ('A' + rest % 26) + (rest < 26 ? "" : (char) ('a' + rest / 26));
    return new PersonLabel(FIRST_NAMES.get(number % names) + initials);
  }

  Ticket ticket(SplittableRandom random) {
    int number = tickets.draw(random);
    return new Ticket("PLAT-" + (number + 1));
  }

  String machine(SplittableRandom random) {
    return "node" + (machines.draw(random) + 1);
  }

  String word(SplittableRandom random) {
    return WORDS.get(words.draw(random));
  }

  /** Some words, the first with a capital letter, and now and then the name of a machine. */
  String sentence(SplittableRandom random) {
    int length = random.nextInt(5, 13);
    StringBuilder text = new StringBuilder(word(random));
    text.setCharAt(0, Character.toUpperCase(text.charAt(0)));
    for (int i = 1; i < length; i++) {
      text.append(' ').append(word(random));
    }
    if (random.nextInt(4) == 0) {
      text.append(" on ").append(machine(random));
    }
    return text.toString();
  }

  /** A sentence that ends with a ticket. */
  String sentenceAbout(Ticket ticket, SplittableRandom random) {
    return sentence(random) + " (" + ticket + ")";
  }
}
