package io.minutebook.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.cli.client.Queries;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import tools.jackson.databind.JsonNode;

/**
 * What changed over a series since an instant or a meeting, asked of an imported history. The true
 * answers are taken from the trees of its commits, and from what a script of another making found
 * in the last documents; by nothing that the program is made of.
 */
final class WhatChangedInGit {

  private static final Pattern NAME =
      Pattern.compile("docs/meetings/2020/TechArea(\\d{4})(\\d{2})(\\d{2})\\.md");
  private static final String QUESTION =
      """
      query($series: String!, $since: DateTime, $meeting: ID) {
        whatChanged(series: $series, since: $since, sinceMeeting: $meeting, asOfTime: OCCURRED) {
          meetings { meeting what entries { entry } }
          counts { counter meeting after meetingBefore before difference } } }
      """;

  /** A commit of the main line: when it was made, the document of each meeting, what led to it. */
  private record Stand(Instant at, Map<String, String> documents, Set<ObjectId> commits) {}

  /** A commit of whichever line, and the meetings that it changed. */
  private record Made(ObjectId commit, Instant at, Set<String> meetings) {}

  /** A count that the script found. */
  private record Count(String meeting, int number) {}

  private final Queries queries;
  private final String series;
  private final List<Stand> stands = new ArrayList<>();
  private final List<Made> made = new ArrayList<>();

  /** Of each counter, in the order of the meetings. */
  private final Map<String, List<Count>> counts = new TreeMap<>();

  WhatChangedInGit(Queries queries, String series, Path repository, JsonNode expected)
      throws IOException {
    this.queries = queries;
    this.series = series;
    try (Git git = Git.open(repository.toFile());
        RevWalk walk = new RevWalk(git.getRepository())) {
      RevCommit commit = walk.parseCommit(git.getRepository().resolve(Constants.HEAD));
      while (commit != null) {
        stands.addFirst(stand(git.getRepository(), commit));
        commit = commit.getParentCount() == 0 ? null : walk.parseCommit(commit.getParent(0));
      }
      made(git.getRepository());
    }
    Map<String, JsonNode> byMeeting = new TreeMap<>();
    for (JsonNode document : expected.required("documents")) {
      byMeeting.put(series + "/" + document.get("date").asString(), document);
    }
    byMeeting.keySet().retainAll(last().documents().keySet());
    byMeeting.forEach(
        (meeting, document) -> {
          for (JsonNode count : document.required("counts")) {
            counts
                .computeIfAbsent(count.get("series").asString(), _ -> new ArrayList<>())
                .add(new Count(meeting, count.get("count").asInt()));
          }
        });
  }

  private Stand stand(Repository repository, RevCommit commit) throws IOException {
    Map<String, String> documents = new TreeMap<>();
    try (TreeWalk files = new TreeWalk(repository)) {
      files.addTree(commit.getTree());
      files.setRecursive(true);
      files.setFilter(PathFilter.create("docs/meetings/2020"));
      while (files.next()) {
        Optional<String> meeting = meeting(files.getPathString());
        if (meeting.isPresent()) {
          documents.put(
              meeting.get(), new String(repository.open(files.getObjectId(0)).getBytes(), UTF_8));
        }
      }
    }
    return new Stand(when(commit), documents, reached(repository, commit));
  }

  private static Instant when(RevCommit commit) {
    Instant written = commit.getAuthorIdent().getWhenAsInstant();
    Instant committed = commit.getCommitterIdent().getWhenAsInstant();
    return written.isBefore(committed) ? written : committed;
  }

  private static Set<ObjectId> reached(Repository repository, RevCommit from) throws IOException {
    Set<ObjectId> reached = new HashSet<>();
    try (RevWalk walk = new RevWalk(repository)) {
      walk.markStart(walk.parseCommit(from));
      walk.forEach(commit -> reached.add(commit.copy()));
    }
    return reached;
  }

  private void made(Repository repository) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      walk.markStart(walk.parseCommit(repository.resolve(Constants.HEAD)));
      for (RevCommit commit : walk) {
        if (commit.getParentCount() == 1) {
          made.add(new Made(commit.copy(), when(commit), changed(repository, commit)));
        }
      }
    }
  }

  private Set<String> changed(Repository repository, RevCommit commit) throws IOException {
    Set<String> changed = new HashSet<>();
    try (TreeWalk files = new TreeWalk(repository);
        RevWalk parents = new RevWalk(repository)) {
      files.addTree(commit.getTree());
      files.addTree(parents.parseCommit(commit.getParent(0)).getTree());
      files.setRecursive(true);
      files.setFilter(TreeFilter.ANY_DIFF);
      while (files.next()) {
        meeting(files.getPathString()).ifPresent(changed::add);
      }
    }
    return changed;
  }

  private Optional<String> meeting(String path) {
    Matcher name = NAME.matcher(path);
    return name.matches()
        ? Optional.of("%s/%s-%s-%s".formatted(series, name.group(1), name.group(2), name.group(3)))
        : Optional.empty();
  }

  /**
   * Meetings that somebody had changed by then on a line that was not joined to the main one yet:
   * it had happened, and yet it is not in the documents of the main line.
   */
  private Set<String> aside(Stand then, Instant by) {
    Set<String> aside = new HashSet<>();
    for (Made each : made) {
      if (!each.at().isAfter(by) && !then.commits().contains(each.commit())) {
        aside.addAll(each.meetings());
      }
    }
    return aside;
  }

  private Stand last() {
    return stands.getLast();
  }

  /**
   * Asks since some of the commits and meetings, more with {@code -Dminutebook.test.every=1}; how
   * many answers were compared.
   */
  int ask() {
    int compared = 0;
    int step = Integer.getInteger("minutebook.test.every", 18);
    for (int i = 0; i < stands.size(); i += 3 * step) {
      Stand stand = stands.get(i);
      compare(stand, stand.at(), Map.of("series", series, "since", stand.at().toString()));
      compared++;
    }
    List<String> meetings = List.copyOf(last().documents().keySet());
    for (int i = 0; i < meetings.size(); i += Math.max(1, step / 2)) {
      String meeting = meetings.get(i);
      Instant end =
          LocalDate.parse(meeting.substring(meeting.indexOf('/') + 1))
              .plusDays(1)
              .atStartOfDay(ZoneOffset.UTC)
              .toInstant();
      Stand then = stands.getFirst();
      for (Stand stand : stands) {
        if (stand.at().isBefore(end)) {
          then = stand;
        }
      }
      compare(then, end, Map.of("series", series, "meeting", meeting));
      compared++;
    }
    return compared;
  }

  private void compare(Stand then, Instant by, Map<String, ?> asked) {
    Map<String, String> wanted = new TreeMap<>();
    last()
        .documents()
        .forEach(
            (meeting, text) -> {
              String before = then.documents().get(meeting);
              if (before == null) {
                wanted.put(meeting, "NEW");
              } else if (!before.equals(text)) {
                wanted.put(meeting, "CHANGED");
              }
            });
    JsonNode answer = queries.ask(QUESTION, asked).get("whatChanged");
    Map<String, String> told = new TreeMap<>();
    for (JsonNode change : answer.get("meetings")) {
      // what was changed and changed back is told of as well, with nothing that became of it
      for (JsonNode what : change.get("what")) {
        told.put(change.get("meeting").asString(), what.asString());
        assertThat(change.get("entries").isEmpty()).as(asked + ": " + change).isFalse();
      }
    }
    Set<String> aside = aside(then, by);
    told.keySet().removeAll(aside);
    wanted.keySet().removeAll(aside);
    assertThat(told).as(asked.toString()).isEqualTo(wanted);
    counts(then, wanted, answer.get("counts"), asked.toString());
  }

  private void counts(Stand then, Map<String, String> changed, JsonNode told, String asked) {
    Map<String, JsonNode> byCounter = new HashMap<>();
    told.forEach(count -> byCounter.put(count.get("counter").asString(), count));
    Set<String> again = new HashSet<>();
    counts.forEach(
        (counter, all) -> {
          if ("NEW".equals(changed.get(all.getLast().meeting()))) {
            again.add(counter);
          }
        });
    assertThat(byCounter.keySet()).as(asked).containsAll(again);
    for (String counter : again) {
      List<Count> all = Objects.requireNonNull(counts.get(counter));
      JsonNode count = Objects.requireNonNull(byCounter.get(counter));
      assertThat(count.get("meeting").asString()).as(asked).isEqualTo(all.getLast().meeting());
      assertThat(count.get("after").asInt()).as(asked).isEqualTo(all.getLast().number());
      // what the script found in the last documents was also in those that stand as they stood
      for (Count earlier : all) {
        if (earlier.meeting().equals(count.get("meetingBefore").asString(""))
            && !changed.containsKey(earlier.meeting())) {
          assertThat(count.get("before").asInt()).as(asked).isEqualTo(earlier.number());
          assertThat(count.get("difference").asInt())
              .as(asked)
              .isEqualTo(all.getLast().number() - earlier.number());
        }
      }
      if (all.stream().noneMatch(each -> then.documents().containsKey(each.meeting()))) {
        assertThat(count.get("before").isNull()).as(asked).isTrue();
      }
    }
  }
}
