package io.minutebook.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.cli.client.Queries;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What a team asks of its meetings: who was in which, what a section says, and what was planned for
 * a release. The answers are taken from the documents, and those who attended from what a script of
 * another making found in them.
 */
final class CorpusMeetings {

  private static final Pattern PLAN =
      Pattern.compile(
          "(?m)^\\|[^|]*\\|([^|]*)\\|\\s*(\\d{4}-\\d\\d-\\d\\d)\\s*\\|\\s*(\\d{4}-\\d\\d-\\d\\d)\\s*"
              + "\\|\\s*(\\d{4}-\\d\\d-\\d\\d)\\s*\\|");
  private static final Pattern BULLET = Pattern.compile("(?m)^\\s*-\\s+(\\S.*)$");

  /** Kinds whose text is as the document has it. */
  private static final Set<String> FREE = Set.of("ANNOUNCEMENT", "NOTE", "NOTHING", "SECTION");

  /** As much of a text as is the same in the document and in the entry. */
  private static final int ENOUGH = 20;

  private final Queries queries;
  private final String series;
  private final Map<String, String> documents;
  private final Map<String, Set<String>> attended = new TreeMap<>();

  /**
   * @param documents by meeting
   */
  CorpusMeetings(Queries queries, String series, Map<String, String> documents, JsonNode expected) {
    this.queries = queries;
    this.series = series;
    this.documents = documents;
    for (JsonNode document : expected.required("documents")) {
      String meeting = series + "/" + document.get("date").asString();
      if (documents.containsKey(meeting)) {
        Set<String> here = new TreeSet<>();
        document
            .get("attending")
            .forEach(person -> here.add(CorpusQuestions.key(person.asString())));
        attended.put(meeting, here);
      }
    }
  }

  private JsonNode nodes(String field, String arguments, String fields) {
    JsonNode page =
        queries
            .ask(
                "{ %s(series: \"%s\", first: 1000%s) { nodes { %s } pageInfo { hasNextPage } } }"
                    .formatted(field, series, arguments, fields),
                Map.of())
            .path(field);
    assertThat(page.at("/pageInfo/hasNextPage").asBoolean()).isFalse();
    return page.path("nodes");
  }

  private List<String> meetings(String arguments) {
    List<String> ids = new ArrayList<>();
    nodes("meetings", arguments, "id").forEach(node -> ids.add(node.get("id").asString()));
    return ids;
  }

  /** Of each person, all meetings and those from the middle of the year on; how many answers. */
  int ofPeople() {
    Set<String> people = new TreeSet<>();
    attended.values().forEach(people::addAll);
    List<String> all = List.copyOf(documents.keySet());
    String middle = all.get(all.size() / 2);
    LocalDate from = LocalDate.parse(middle.substring(middle.indexOf('/') + 1));
    for (String person : people) {
      List<String> wanted =
          all.stream()
              .filter(meeting -> attended.getOrDefault(meeting, Set.of()).contains(person))
              .toList();
      String asked = ", person: \"" + person + "\"";
      assertThat(meetings(asked)).as(person).isEqualTo(wanted);
      assertThat(meetings(asked + ", from: \"" + from + "\""))
          .as("%s from %s", person, from)
          .isEqualTo(wanted.stream().filter(meeting -> meeting.compareTo(middle) >= 0).toList());
    }
    return 2 * people.size();
  }

  /** Nothing is called off or published by an import; how many answers. */
  int ofStatus() {
    assertThat(meetings(", status: SCHEDULED")).containsExactlyElementsOf(documents.keySet());
    assertThat(meetings(", status: [CANCELLED, PUBLISHED]")).isEmpty();
    return 2;
  }

  /** What is said under the announcements of each meeting; how many lines. */
  int sections() {
    int lines = 0;
    for (Map.Entry<String, String> document : documents.entrySet()) {
      String meeting = document.getKey();
      JsonNode entries =
          queries
              .ask(
                  "query($series: String!, $date: String!) { meeting(series: $series, date: $date)"
                      + " { entriesOf(section: \"announcements\") { kind text } } }",
                  Map.of("series", series, "date", meeting.substring(meeting.indexOf('/') + 1)))
              .at("/meeting/entriesOf");
      List<String> said = new ArrayList<>();
      List<String> free = new ArrayList<>();
      for (JsonNode entry : entries) {
        String text = plain(entry.get("text").asString());
        said.add(text);
        if (FREE.contains(entry.get("kind").asString())) {
          free.add(text);
        }
      }
      String section = section(document.getValue());
      for (MatchResult bullet : BULLET.matcher(section).results().toList()) {
        String line = plain(bullet.group(1));
        assertThat(said)
            .as("%s: %s", meeting, bullet.group())
            .anyMatch(text -> text.contains(start(line)) || line.contains(start(text)));
        lines++;
      }
      String whole = plain(section);
      assertThat(free).as(meeting).allMatch(text -> whole.contains(start(text)));
    }
    return lines;
  }

  private static String section(String document) {
    int begin = document.indexOf("## Announcements");
    int end = document.indexOf("\n## ", begin + 1);
    return begin < 0 ? "" : document.substring(begin, end < 0 ? document.length() : end);
  }

  private static String plain(String text) {
    return text.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
  }

  private static String start(String text) {
    return text.substring(0, Math.min(ENOUGH, text.length()));
  }

  /** A row of a plan for a release. */
  private record Planned(String meeting, String development, String freeze, String release) {

    String days() {
      return development + " " + freeze + " " + release;
    }
  }

  /** All plans of each release and its days in the last of them; how many releases. */
  int releases() {
    Map<String, List<Planned>> planned = new TreeMap<>();
    documents.forEach(
        (meeting, text) ->
            PLAN.matcher(text)
                .results()
                .forEach(
                    row ->
                        planned
                            .computeIfAbsent(row.group(1).strip(), _ -> new ArrayList<>())
                            .add(new Planned(meeting, row.group(2), row.group(3), row.group(4)))));
    Map<String, JsonNode> lives = new HashMap<>();
    nodes(
            "releases",
            "",
            "version developmentFreeze packageFreeze release since lastMeeting"
                + " plans { meeting developmentFreeze packageFreeze release }")
        .forEach(life -> lives.put(life.get("version").asString(), life));
    planned.forEach(
        (version, rows) -> {
          JsonNode life = requireNonNull(lives.get(version), version);
          List<String> told = new ArrayList<>();
          for (JsonNode plan : life.get("plans")) {
            told.add(plan.get("meeting").asString() + " " + days(plan));
          }
          List<String> wanted = new ArrayList<>();
          String before = "";
          for (Planned row : rows) {
            if (!row.days().equals(before)) {
              wanted.add(row.meeting() + " " + row.days());
              before = row.days();
            }
          }
          assertThat(told).as(version).isEqualTo(wanted);
          assertThat(days(life)).as(version).isEqualTo(rows.getLast().days());
          assertThat(life.get("lastMeeting").asString())
              .as(version)
              .isEqualTo(rows.getLast().meeting());
        });
    return planned.size();
  }

  private static String days(JsonNode plan) {
    return plan.get("developmentFreeze").asString()
        + " "
        + plan.get("packageFreeze").asString()
        + " "
        + plan.get("release").asString();
  }
}
