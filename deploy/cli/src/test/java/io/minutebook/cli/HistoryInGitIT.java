package io.minutebook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.cli.BlameReasons.Reason;
import io.minutebook.cli.FileInGit.Commit;
import io.minutebook.cli.FileInGit.Line;
import io.minutebook.standalone.Standalone;
import io.minutebook.standalone.StandaloneOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code history}, {@code diff} and {@code blame} say of every document of a real history,
 * against what git says of the file, where a folder with {@code history-2020.bundle} is given.
 */
@EnabledIfSystemProperty(named = "minutebook.test.corpus", matches = ".+")
class HistoryInGitIT {

  private static final String INSIDE = "docs/meetings/2020";
  private static final String SERIES = "tech-area";

  /** So many revisions has a document at least whose diffs are compared; 1 takes some time. */
  private static final int FEW = Integer.getInteger("minutebook.test.revisions", 5);

  @TempDir static Path folder;

  private static Standalone standalone;
  private static FileInGit git;
  private static Map<String, String> documents;

  /** What {@code history} says of a revision: who and when, and the versions that came from it. */
  private record Told(String author, String at, String subject, long first, long last) {

    boolean isOf(JsonNode change) {
      return author.equals(change.path("onBehalfOf").asString(""))
          && at.equals(change.path("occurredAt").asString(""))
          && subject.equals(change.path("requestReason").asString(""));
    }
  }

  /** What was asked once: nothing changes meanwhile. */
  private static final Map<String, List<Told>> HISTORIES = new HashMap<>();

  private static final Map<String, List<Commit>> LOGS = new HashMap<>();

  @BeforeAll
  static void start() throws IOException {
    standalone = Standalone.start(StandaloneOptions.in(folder.resolve("data")));
    Path bundle = Path.of(System.getProperty("minutebook.test.corpus", ""), "history-2020.bundle");
    Path cloned = FileInGit.cloned(bundle, folder.resolve("real"));
    Run run = minutebook("import", "git", cloned.toString(), "--path", INSIDE, "--series", SERIES);
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    git = FileInGit.in(cloned);
    documents = git.documents(INSIDE, SERIES);
  }

  @AfterAll
  static void stop() {
    git.close();
    standalone.close();
  }

  @Test
  void history_has_every_commit_that_git_has_of_the_file() throws IOException {
    int commits = 0;
    int many = 0;
    int straight = 0;
    int ofThemselves = 0;
    int doubles = 0;
    for (Map.Entry<String, String> document : documents.entrySet()) {
      List<Commit> theirs = log(document.getValue());
      List<String> ours = new ArrayList<>();
      for (Told told : history(document.getKey())) {
        ours.add(commit(told, theirs).id());
      }
      List<String> ids = theirs.stream().map(Commit::id).collect(Collectors.toList());
      for (Commit commit : theirs) {
        if (commit.parents().size() > 1 && !ours.contains(commit.id())) {
          assertThat(shown(document.getKey(), moment(document, commit.id())))
              .as("%s, merged of itself in %s", document.getKey(), commit.id())
              .isEqualTo(git.text(commit.id(), document.getValue()));
          ids.remove(commit.id());
          ofThemselves++;
        } else if (!ours.contains(commit.id()) && isDouble(document, commit, theirs, ours)) {
          ids.remove(commit.id());
          doubles++;
        }
      }
      assertThat(ours).as(document.getKey()).containsExactlyInAnyOrderElementsOf(ids);
      for (int i = 0; i < ours.size(); i++) {
        for (int j = i + 1; j < ours.size(); j++) {
          assertThat(git.isBefore(ours.get(j), ours.get(i))).as(document.getKey()).isFalse();
        }
      }
      if (isStraight(ids)) {
        assertThat(ours).as(document.getKey()).isEqualTo(ids);
        straight++;
      }
      commits += ids.size();
      many += theirs.size() >= 10 ? 1 : 0;
    }
    System.out.printf(
        Locale.ROOT,
        "HistoryInGitIT: history of %d documents (%d with ten commits or more; %d on one line), %d commits; left out are %d merges that changed nothing of their own and %d made twice%n",
        documents.size(),
        many,
        straight,
        commits,
        ofThemselves,
        doubles);
    assertThat(many).isPositive();
  }

  @Test
  void diff_of_two_revisions_of_the_mainline_is_that_of_the_two_files() throws IOException {
    List<String> mainline = git.mainline();
    Tally tally = new Tally();
    for (Map.Entry<String, String> document : documents.entrySet()) {
      List<String> touched = new ArrayList<>();
      String text = "";
      for (String commit : mainline) {
        String now = git.text(commit, document.getValue());
        if (!now.equals(text)) {
          touched.add(commit);
        }
        text = now;
      }
      if (touched.size() < FEW) {
        continue;
      }
      for (int i = 1; i < touched.size(); i++) {
        compared(document, touched.get(i - 1), touched.get(i), tally);
      }
      compared(document, touched.getFirst(), touched.getLast(), tally);
      compared(document, touched.getLast(), touched.getFirst(), tally);
    }
    System.out.println("HistoryInGitIT: diff between revisions of the mainline, " + tally);
    assertThat(tally.otherWay + tally.different).isZero();
  }

  @Test
  void diff_of_what_a_commit_found_and_left_is_what_the_commit_changed() throws IOException {
    List<String> mainline = git.mainline();
    Tally tally = new Tally();
    for (Map.Entry<String, String> document : documents.entrySet()) {
      List<Commit> commits = log(document.getValue());
      if (commits.size() < FEW) {
        continue;
      }
      for (Told told : history(document.getKey())) {
        Commit commit = commit(told, commits);
        if (told.first() == 0 || commit.parents().size() > 1) {
          continue;
        }
        String diff =
            text(document.getKey(), Long.toString(told.first() - 1), Long.toString(told.last()));
        String found = shown(document.getKey(), Long.toString(told.first() - 1));
        assertThat(UnifiedText.applied(diff, found))
            .isEqualTo(shown(document.getKey(), Long.toString(told.last())));
        List<String> ours = UnifiedText.changed(diff);
        List<String> theirs =
            UnifiedText.changed(
                git.diff(commit.parents().getFirst(), commit.id(), document.getValue()));
        tally.add(ours, theirs);
        if (!ours.equals(theirs)) {
          // What another branch had changed in the same way is no change any more.
          assertThat(mainline).as(document.getKey()).doesNotContain(commit.id());
          assertThat(theirs).as("%s %s", document.getKey(), commit.id()).containsAll(ours);
        }
      }
    }
    System.out.println("HistoryInGitIT: diff of what each commit changed, " + tally);
    assertThat(tally.same).isGreaterThan((tally.otherWay + tally.different) * 20);
  }

  @Test
  void blame_names_another_commit_than_git_only_for_a_known_reason() throws IOException {
    int lines = 0;
    Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, String> document : documents.entrySet()) {
      List<Line> ours = blame(document.getKey());
      List<Line> theirs = git.blame("HEAD", document.getValue());
      assertThat(ours.stream().map(Line::text))
          .as(document.getKey())
          .isEqualTo(theirs.stream().map(Line::text).toList());
      BlameReasons why = new BlameReasons(git, document.getValue(), ours, theirs);
      for (int i = 0; i < ours.size(); i++) {
        lines++;
        if (!ours.get(i).equals(theirs.get(i))) {
          Reason reason = why.reason(i);
          reasons.merge(reason, 1, Integer::sum);
          if (reason == Reason.NOT_OURS || reason == Reason.UNEXPLAINED) {
            wrong.add(
                "%s, line %d: %s, %s for git, %s"
                    .formatted(
                        document.getKey(),
                        i + 1,
                        ours.get(i).revision(),
                        theirs.get(i).revision(),
                        reason));
          }
        }
      }
    }
    System.out.printf(
        Locale.ROOT, "HistoryInGitIT: blame of %d lines, others than git's: %s%n", lines, reasons);
    assertThat(wrong).isEmpty();
    assertThat(reasons.values().stream().mapToInt(it -> it).sum()).isLessThan(lines * 2 / 100);
  }

  /** How many diffs have the very lines of git's, and how many are another shortest way. */
  private static final class Tally {
    private int same;
    private int otherWay;
    private int different;

    void add(List<String> ours, List<String> theirs) {
      if (ours.equals(theirs)) {
        same++;
      } else if (ours.size() == theirs.size()) {
        otherWay++;
      } else {
        different++;
      }
    }

    @Override
    public String toString() {
      return "%d with git's lines, %d as short over others, %d of another length"
          .formatted(same, otherWay, different);
    }
  }

  /** The diff leads from the one file of git's to the other, in no more lines than git's does. */
  private static void compared(
      Map.Entry<String, String> document, String from, String to, Tally tally) throws IOException {
    String name = document.getKey() + " " + from + " to " + to;
    String diff = text(document.getKey(), moment(document, from), moment(document, to));
    assertThat(UnifiedText.applied(diff, git.text(from, document.getValue())))
        .as(name)
        .isEqualTo(git.text(to, document.getValue()));
    List<String> ours = UnifiedText.changed(diff);
    List<String> theirs = UnifiedText.changed(git.diff(from, to, document.getValue()));
    assertThat(ours).as(name).hasSameSizeAs(theirs);
    tally.add(ours, theirs);
  }

  /**
   * When the minutes were the file of a commit of the mainline: as of that commit; or, if merging
   * gave that file by itself, as of the last version that came from a commit before it.
   */
  private static String moment(Map.Entry<String, String> document, String commit)
      throws IOException {
    List<Commit> commits = log(document.getValue());
    String version = "";
    for (Told told : history(document.getKey())) {
      String id = commit(told, commits).id();
      if (id.equals(commit)) {
        return commit;
      }
      version = git.isBefore(id, commit) ? Long.toString(told.last()) : version;
    }
    return version;
  }

  /** Whether another commit made the same file of the same file, on another branch. */
  private static boolean isDouble(
      Map.Entry<String, String> document, Commit commit, List<Commit> all, List<String> ours)
      throws IOException {
    for (Commit other : all) {
      if (ours.contains(other.id())
          && !git.isBefore(commit.id(), other.id())
          && !git.isBefore(other.id(), commit.id())
          && git.text(other.id(), document.getValue())
              .equals(git.text(commit.id(), document.getValue()))
          && git.text(other.parents().getFirst(), document.getValue())
              .equals(git.text(commit.parents().getFirst(), document.getValue()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isStraight(List<String> commits) throws IOException {
    for (int i = 1; i < commits.size(); i++) {
      if (!git.isBefore(commits.get(i - 1), commits.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** The one commit that has this author, time and subject. */
  private static Commit commit(Told told, List<Commit> commits) {
    List<Commit> fitting =
        commits.stream()
            .filter(it -> it.author().equals(told.author()))
            .filter(it -> it.at().toString().equals(told.at()))
            .filter(it -> it.subject().equals(told.subject()))
            .toList();
    assertThat(fitting).as(told.toString()).hasSize(1);
    return fitting.getFirst();
  }

  private static List<Commit> log(String path) throws IOException {
    List<Commit> known = LOGS.get(path);
    if (known == null) {
      known = git.fullLog(path);
      LOGS.put(path, known);
    }
    return known;
  }

  private static List<Told> history(String meeting) {
    return HISTORIES.computeIfAbsent(meeting, HistoryInGitIT::askedHistory);
  }

  private static List<Told> askedHistory(String meeting) {
    List<Told> all = new ArrayList<>();
    for (JsonNode change : json("history", meeting)) {
      long version = change.path("version").asLong();
      if (!all.isEmpty() && all.getLast().isOf(change)) {
        Told told = all.removeLast();
        all.add(new Told(told.author(), told.at(), told.subject(), told.first(), version));
      } else {
        all.add(
            new Told(
                change.path("onBehalfOf").asString(""),
                change.path("occurredAt").asString(""),
                change.path("requestReason").asString(""),
                version,
                version));
      }
    }
    return all;
  }

  private static String text(String meeting, String from, String to) {
    return out("diff", meeting, from, to, "--text");
  }

  private static String shown(String meeting, String moment) {
    return out("show", meeting, "--as-of", moment);
  }

  private static List<Line> blame(String meeting) {
    return json("blame", meeting)
        .valueStream()
        .map(line -> new Line(line.path("revision").asString(), line.path("text").asString()))
        .toList();
  }

  private static JsonNode json(String... arguments) {
    List<String> all = new ArrayList<>(Arrays.asList(arguments));
    all.add("--json");
    return JsonMapper.shared().readTree(out(all.toArray(String[]::new)));
  }

  private static String out(String... arguments) {
    Run run = minutebook(arguments);
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    return run.out();
  }

  private static Run minutebook(String... arguments) {
    List<String> all = new ArrayList<>(Arrays.asList(arguments));
    all.addAll(List.of("--data", folder.resolve("data").toString()));
    return Run.of(all.toArray(String[]::new));
  }
}
