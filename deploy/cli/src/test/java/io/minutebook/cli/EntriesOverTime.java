package io.minutebook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.cli.client.Queries;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What histories tell of entries, actions and people of a series, held against the minutes of every
 * version. That these minutes are the revisions of the files is compared elsewhere, byte for byte.
 */
final class EntriesOverTime {

  /** How many versions are asked for at a time. */
  private static final int TOGETHER = 40;

  private static final String CHANGES =
      "nodes { meeting version type entry before after onBehalfOf } pageInfo { hasNextPage endCursor }";

  private final Queries queries;
  private final String series;

  EntriesOverTime(Queries queries, String series) {
    this.queries = queries;
    this.series = series;
  }

  /** What happened to an entry, or to something else, in the minutes of a meeting. */
  private record Change(
      String meeting,
      int version,
      String type,
      @Nullable String entry,
      @Nullable String before,
      @Nullable String after,
      String by) {

    static Change of(JsonNode node) {
      return new Change(
          node.get("meeting").asString(""),
          node.get("version").asInt(),
          node.get("type").asString(),
          text(node, "entry"),
          text(node, "before"),
          text(node, "after"),
          node.get("onBehalfOf").asString(""));
    }

    private static @Nullable String text(JsonNode node, String field) {
      return node.get(field).isNull() ? null : node.get(field).asString();
    }
  }

  private List<Change> changes(String list, String arguments) {
    List<Change> all = new ArrayList<>();
    queries
        .askAll(
            "query($first: Int!, $after: String) { %s(%s, first: $first, after: $after) { %s } }"
                .formatted(list, arguments, CHANGES),
            Map.of())
        .forEach(node -> all.add(Change.of(node)));
    return all;
  }

  /**
   * Whatever an entry says in some version and did not in the one before, its history has that
   * change, with both; of every sixth meeting. How many such changes there are.
   */
  int entries() {
    int compared = 0;
    List<JsonNode> meetings =
        queries.askAll(
            "query($series: String!, $first: Int!, $after: String) {"
                + " meetings(series: $series, first: $first, after: $after) {"
                + " nodes { id date version } pageInfo { hasNextPage endCursor } } }",
            Map.of("series", series));
    for (int i = 0; i < meetings.size(); i += 6) {
      JsonNode meeting = meetings.get(i);
      String id = meeting.get("id").asString();
      List<Change> all = changes("history", "meeting: \"" + id + "\"");
      Map<String, List<Change>> byEntry = new TreeMap<>();
      for (Change change : all) {
        if (change.entry() != null) {
          byEntry.computeIfAbsent(change.entry(), _ -> new ArrayList<>()).add(change);
        }
      }
      byEntry.forEach(
          (entry, changes) ->
              assertThat(changes("history", "meeting: \"%s\", entry: \"%s\"".formatted(id, entry)))
                  .as("%s#%s", id, entry)
                  .containsAll(changes)
                  .isSubsetOf(all));
      List<Map<String, String>> versions = versions(id, meeting.get("version").asInt());
      Map<String, String> before = Map.of();
      for (int version = 0; version < versions.size(); version++) {
        Map<String, String> after = versions.get(version);
        Set<String> entries = new TreeSet<>(before.keySet());
        entries.addAll(after.keySet());
        for (String entry : entries) {
          String was = before.get(entry);
          String is = after.get(entry);
          if (!Objects.equals(was, is)) {
            assertThat(told(id, entry, version))
                .as("%s#%s in version %d", id, entry, version)
                .anyMatch(change -> tells(change, entry, was, is));
            compared++;
          }
        }
        before = after;
      }
    }
    return compared;
  }

  private static boolean tells(
      Change change, String entry, @Nullable String was, @Nullable String is) {
    return entry.equals(change.entry())
        ? says(change.before(), was) && says(change.after(), is)
        // a row, of which the change of its table tells
        : !Objects.equals(change.before(), change.after());
  }

  /**
   * What came or went with all that stands below it is told of as a whole, with a line for each of
   * them; an action with its owners, a duty with its week, and so on.
   *
   * @param kindAndText null: there is no entry
   */
  private static boolean says(@Nullable String told, @Nullable String kindAndText) {
    if (told == null || kindAndText == null) {
      return told == null && kindAndText == null;
    }
    int blank = kindAndText.indexOf(' ');
    String text = kindAndText.substring(blank + 1);
    return FREE_TEXTS.contains(kindAndText.substring(0, blank))
        ? told.equals(text) || told.lines().anyMatch(text::equals)
        : told.contains(text);
  }

  private static final Set<String> FREE_TEXTS =
      Set.of("TITLE", "SECTION", "NOTE", "ANNOUNCEMENT", "NOTHING");

  private final Map<String, List<Change>> histories = new HashMap<>();

  private List<Change> told(String meeting, String entry, int version) {
    return histories
        .computeIfAbsent(
            meeting + "#" + entry,
            _ -> changes("history", "meeting: \"%s\", entry: \"%s\"".formatted(meeting, entry)))
        .stream()
        .filter(change -> change.version() == version)
        .toList();
  }

  /** What each entry says, by its name, in each version. */
  private List<Map<String, String>> versions(String meeting, int last) {
    String day = meeting.substring(meeting.indexOf('/') + 1);
    List<Map<String, String>> versions = new ArrayList<>();
    for (int first = 0; first <= last; first += TOGETHER) {
      StringBuilder fields = new StringBuilder();
      for (int version = first; version < Math.min(first + TOGETHER, last + 1); version++) {
        fields.append(
            "v%d: meeting(series: \"%s\", date: \"%s\", asOfVersion: %d) { entries { id kind text } } "
                .formatted(version, series, day, version));
      }
      for (JsonNode minutes : queries.ask("{ " + fields + "}", Map.of())) {
        Map<String, String> texts = new TreeMap<>();
        for (JsonNode entry : minutes.get("entries")) {
          texts.put(
              entry.get("id").asString(),
              entry.get("kind").asString() + " " + entry.get("text").asString());
        }
        versions.add(texts);
      }
    }
    return versions;
  }

  /** The history of an action is that of all its items; how many actions there are. */
  int actions() {
    Map<String, Set<String>> items = new TreeMap<>();
    for (JsonNode item :
        queries.askAll(
            "query($series: String!, $first: Int!, $after: String) {"
                + " actions(series: $series, first: $first, after: $after) {"
                + " nodes { meeting entry root } pageInfo { hasNextPage endCursor } } }",
            Map.of("series", series))) {
      items
          .computeIfAbsent(item.get("root").asString(), _ -> new TreeSet<>())
          .add(
              "meeting: \"%s\", entry: \"%s\""
                  .formatted(item.get("meeting").asString(), item.get("entry").asString()));
    }
    items.forEach(
        (root, all) -> {
          Set<Change> wanted = new HashSet<>();
          all.forEach(item -> wanted.addAll(changes("history", item)));
          assertThat(changes("actionHistory", "root: \"" + root + "\""))
              .as(root)
              .doesNotHaveDuplicates()
              .containsAll(wanted);
        });
    return items.size();
  }

  /** The history of a person has what was done in their name; how many changes that are. */
  int people() {
    List<Change> all = changes("history", "series: \"" + series + "\"");
    Map<String, List<Change>> byPerson = new TreeMap<>();
    all.stream()
        .filter(change -> !change.by().isEmpty())
        .forEach(
            change ->
                byPerson
                    .computeIfAbsent(CorpusQuestions.key(change.by()), _ -> new ArrayList<>())
                    .add(change));
    assertThat(byPerson).hasSizeGreaterThan(3);
    byPerson.forEach(
        (person, changes) ->
            assertThat(
                    changes(
                        "history",
                        "series: \"%s\", person: \"%s\""
                            .formatted(series, changes.getFirst().by())))
                .as(person)
                .containsExactlyElementsOf(changes));
    return all.size();
  }
}
