package io.minutebook.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.cli.client.Queries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What a team asks of a folder of real minutes. The true answers are taken from the characters of
 * the documents, by nothing that the program is made of; a few were read by a person.
 */
final class CorpusQuestions {

  private static final Pattern NAME = Pattern.compile("TechArea(\\d{4})(\\d{2})(\\d{2})\\.md");
  private static final Pattern TICKET = Pattern.compile("\\bSOFTWARE-\\d+");
  private static final Pattern DUTY = Pattern.compile("(?m)^\\s*-\\s+This week:\\s*(.+?)\\s*$");
  private static final Pattern SLOT =
      Pattern.compile("(?m)^\\s*-\\s+(This|Next) week:[ \\t]*(.*?)[ \\t]*$");
  private static final Pattern PLAN =
      Pattern.compile(
          "(?m)^\\|[^|]*\\|([^|]*)\\|[ \\d-]*\\|[ \\d-]*\\|\\s*(\\d{4}-\\d\\d-\\d\\d)\\s*\\|");

  /** Some in many documents and some in few, one as a part of other words, and one in none. */
  private static final List<String> WORDS =
      List.of("singularity", "xrootd", "frontier", "rpm", "python", "gratia", "slate", "zeppelin");

  private final Queries queries;
  private final String series;
  private final Map<String, String> documents = new TreeMap<>();

  CorpusQuestions(Queries queries, String series, Path folder) throws IOException {
    this.queries = queries;
    this.series = series;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (name.matches()) {
          documents.put(
              series + "/" + name.group(1) + "-" + name.group(2) + "-" + name.group(3),
              Files.readString(file));
        }
      }
    }
  }

  /** By meeting. */
  Map<String, String> documents() {
    return documents;
  }

  /** Asks all of them; how many answers were compared. */
  int ask() {
    return tickets() + words() + duty() + turns() + releases() + releaseCounts() + decisions();
  }

  /** The meetings whose documents have something, in order. */
  private List<String> having(Pattern pattern) {
    return documents.entrySet().stream()
        .filter(document -> pattern.matcher(document.getValue()).find())
        .map(Map.Entry::getKey)
        .toList();
  }

  private int tickets() {
    TreeSet<String> keys = new TreeSet<>();
    documents
        .values()
        .forEach(text -> TICKET.matcher(text).results().forEach(found -> keys.add(found.group())));
    for (String key : keys) {
      List<String> meetings = having(Pattern.compile("\\b" + key + "(?!\\d)"));
      JsonNode trail =
          data(
                  "query($key: String!, $series: String!) { ticket(key: $key, series: $series) {"
                      + " firstMention { meeting } lastMention { meeting } spanDays"
                      + " mentions(first: 1000) { nodes { meeting } } } }",
                  Map.of("key", key, "series", series))
              .path("ticket");
      assertThat(meetings(trail.at("/mentions/nodes"), "meeting"))
          .as(key)
          .containsExactlyElementsOf(meetings);
      assertThat(trail.at("/firstMention/meeting").asString()).isEqualTo(meetings.getFirst());
      assertThat(trail.at("/lastMention/meeting").asString()).isEqualTo(meetings.getLast());
      assertThat(trail.at("/spanDays").asLong())
          .isEqualTo(
              ChronoUnit.DAYS.between(
                  LocalDate.parse(day(meetings.getFirst())),
                  LocalDate.parse(day(meetings.getLast()))));
    }
    return keys.size();
  }

  private int words() {
    for (String word : WORDS) {
      List<String> meetings =
          having(
              Pattern.compile(
                  "(?<![\\p{L}\\p{N}])" + word + "(?![\\p{L}\\p{N}])", Pattern.CASE_INSENSITIVE));
      Map<String, String> asked = Map.of("text", word, "series", series);
      JsonNode hits =
          data(
                  "query($text: String!, $series: String!) {"
                      + " search(text: $text, series: $series, first: 1000) {"
                      + " nodes { entry { meeting } highlight { text hit } } } }",
                  asked)
              .at("/search/nodes");
      TreeSet<String> found = new TreeSet<>();
      for (JsonNode hit : hits) {
        found.add(hit.at("/entry/meeting").asString());
        assertThat(marked(hit.get("highlight"))).as(word).contains(word);
      }
      assertThat(found).as(word).containsExactlyElementsOf(meetings);
      JsonNode listed =
          data(
                  "query($text: String!, $series: String!) {"
                      + " meetings(text: $text, series: $series, first: 1000) { nodes { id } } }",
                  asked)
              .at("/meetings/nodes");
      assertThat(meetings(listed, "id")).as(word).containsExactlyElementsOf(meetings);
      String middle = new ArrayList<>(documents.keySet()).get(documents.size() / 2);
      JsonNode later =
          data(
                  "query($text: String!, $series: String!, $from: Date!) {"
                      + " search(text: $text, series: $series, from: $from, first: 1000) {"
                      + " nodes { meeting: entry { meeting } } } }",
                  Map.of("text", word, "series", series, "from", day(middle)))
              .at("/search/nodes");
      TreeSet<String> since = new TreeSet<>();
      later.forEach(hit -> since.add(hit.at("/meeting/meeting").asString()));
      assertThat(since)
          .as(word)
          .containsExactlyElementsOf(
              meetings.stream().filter(meeting -> meeting.compareTo(middle) >= 0).toList());
    }
    return WORDS.size();
  }

  private static List<String> marked(JsonNode highlight) {
    List<String> marked = new ArrayList<>();
    for (JsonNode part : highlight) {
      if (part.get("hit").asBoolean()) {
        marked.addAll(
            List.of(part.get("text").asString().toLowerCase(Locale.ROOT).split("[-_.'/]")));
      }
    }
    return marked;
  }

  /** On the day of a meeting that person is on duty of whom its minutes say so. */
  private int duty() {
    documents.forEach(
        (meeting, text) -> {
          Matcher stated = DUTY.matcher(text);
          assertThat(stated.find()).as(meeting).isTrue();
          JsonNode turns =
              data(
                      "query($series: String!, $date: Date!) {"
                          + " dutyOn(series: $series, date: $date) { person } }",
                      Map.of("series", series, "date", day(meeting)))
                  .path("dutyOn");
          List<String> persons = new ArrayList<>();
          turns.forEach(turn -> persons.add(turn.get("person").asString()));
          assertThat(persons).as(meeting).contains(stated.group(1));
        });
    return documents.size();
  }

  /** Who has the duty of each week, by whom the last minutes name, and whether it was swapped. */
  private int turns() {
    Map<String, List<String>> named = new TreeMap<>();
    documents.forEach(
        (meeting, text) -> {
          LocalDate monday =
              LocalDate.parse(day(meeting))
                  .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
          SLOT.matcher(text)
              .results()
              .forEach(
                  slot ->
                      named
                          .computeIfAbsent(
                              monday.plusDays(slot.group(1).equals("Next") ? 7 : 0).toString(),
                              week -> new ArrayList<>())
                          .add(slot.group(2)));
        });
    Map<String, String> expected = new TreeMap<>();
    named.forEach(
        (week, people) -> {
          List<String> known = people.stream().filter(person -> !key(person).isEmpty()).toList();
          String last = key(people.getLast());
          boolean swapped = !last.isEmpty() && !key(known.getFirst()).equals(last);
          expected.put(week, last + " " + swapped + " " + people.size());
        });
    Map<String, String> told = new TreeMap<>();
    for (JsonNode turn :
        data(
                "query($series: String!) { duty(series: $series, first: 1000) {"
                    + " nodes { from person swapped statements { id } } } }",
                Map.of("series", series))
            .at("/duty/nodes")) {
      told.put(
          turn.get("from").asString(),
          key(turn.get("person").asString(""))
              + " "
              + turn.get("swapped").asBoolean()
              + " "
              + turn.get("statements").size());
    }
    assertThat(told).isEqualTo(expected);
    assertThat(expected.values()).anyMatch(turn -> turn.contains(" true "));
    return expected.size();
  }

  /** Whoever wrote these minutes marked no decision as one; a discussion that decides is a note. */
  private int decisions() {
    assertThat(having(Pattern.compile("(?m)^\\s*-\\s+Decision\\b"))).isEmpty();
    assertThat(
            data(
                    "query($series: String!) { decisions(series: $series, first: 1000) {"
                        + " nodes { id text } } }",
                    Map.of("series", series))
                .at("/decisions/nodes"))
        .isEmpty();
    return 1;
  }

  /** Which totals of the tables of tickets are wrong, cell by cell. */
  private int releaseCounts() {
    List<String> expected = new ArrayList<>();
    documents.forEach(
        (meeting, text) -> {
          for (Table table : releaseTables(text)) {
            for (int row = 0; row < table.rows().size(); row++) {
              expected.add(
                  meeting + " " + table.rows().get(row).getLast() + " " + table.isWrong(row));
            }
          }
        });
    List<String> told = new ArrayList<>();
    for (JsonNode row :
        data(
                "query($series: String!) { releaseCounts(series: $series, first: 1000) {"
                    + " nodes { meeting status wrong } } }",
                Map.of("series", series))
            .at("/releaseCounts/nodes")) {
      told.add(
          row.get("meeting").asString()
              + " "
              + row.get("status").asString()
              + " "
              + row.get("wrong").asBoolean());
    }
    assertThat(told).isEqualTo(expected);
    return expected.size();
  }

  /** The tables of a document whose last column is the status. */
  private static List<Table> releaseTables(String text) {
    List<Table> tables = new ArrayList<>();
    boolean inTable = false;
    for (String line : text.lines().map(String::strip).toList()) {
      List<String> cells =
          Stream.of(line.split("\\|")).map(String::strip).filter(cell -> !cell.isEmpty()).toList();
      if (!line.startsWith("|")) {
        inTable = false;
      } else if (cells.getLast().equals("Status")) {
        inTable = true;
        tables.add(new Table(cells.contains("Total"), new ArrayList<>()));
      } else if (inTable && !line.contains("---")) {
        List<String> row = new ArrayList<>();
        for (int i = 0; i < cells.size(); i += 2) {
          row.add(cells.get(i));
        }
        tables.getLast().rows().add(row);
      }
    }
    return tables;
  }

  /**
   * A table of numbers of tickets.
   *
   * @param hasTotal whether the last of its numbers is the sum of the others
   * @param rows the numbers of each without their changes, and the status
   */
  private record Table(boolean hasTotal, List<List<String>> rows) {

    boolean isWrong(int row) {
      List<String> cells = rows.get(row);
      int total = hasTotal ? cells.size() - 2 : cells.size() - 1;
      boolean wrong = hasTotal && number(row, total) != sum(total, column -> number(row, column));
      if (cells.getLast().equals("Total")) {
        for (int i = 0; i < total; i++) {
          int column = i;
          wrong |= number(row, column) != sum(row, other -> number(other, column));
        }
      }
      return wrong;
    }

    private static int sum(int many, IntUnaryOperator number) {
      return IntStream.range(0, many).map(number).sum();
    }

    private int number(int row, int column) {
      return Integer.parseInt(rows.get(row).get(column));
    }
  }

  /** The days that were planned for each release, in the order of the meetings. */
  private Map<String, List<String>> planned() {
    Map<String, List<String>> planned = new TreeMap<>();
    documents.forEach(
        (meeting, text) ->
            PLAN.matcher(text)
                .results()
                .forEach(
                    row ->
                        planned
                            .computeIfAbsent(row.group(1).strip(), version -> new ArrayList<>())
                            .add(row.group(2))));
    return planned;
  }

  /** The last day that is planned for each release, and whether it was ever another one. */
  private int releases() {
    Map<String, List<String>> planned = planned();
    JsonNode lives =
        data(
                "query($series: String!) { releases(series: $series, first: 1000) {"
                    + " nodes { version release slips { day from to } } } }",
                Map.of("series", series))
            .at("/releases/nodes");
    Map<String, JsonNode> byVersion = new TreeMap<>();
    lives.forEach(life -> byVersion.put(life.get("version").asString(), life));
    planned.forEach(
        (version, days) -> {
          JsonNode life = requireNonNull(byVersion.get(version), version);
          assertThat(life.get("release").asString()).as(version).isEqualTo(days.getLast());
          List<String> slips = new ArrayList<>();
          for (int i = 1; i < days.size(); i++) {
            if (!days.get(i).equals(days.get(i - 1))) {
              slips.add(days.get(i - 1) + " " + days.get(i));
            }
          }
          List<String> told = new ArrayList<>();
          for (JsonNode slip : life.get("slips")) {
            if (slip.get("day").asString().equals("RELEASE")) {
              told.add(slip.get("from").asString() + " " + slip.get("to").asString());
            }
          }
          assertThat(told).as(version).isEqualTo(slips);
        });
    return planned.size();
  }

  /** How often each label attended, by its key; taken from what another program found. */
  void attendance(JsonNode expected) {
    Map<String, Integer> attended = new TreeMap<>();
    for (JsonNode document : expected.get("documents")) {
      if (documents.containsKey(series + "/" + document.get("date").asString())) {
        TreeSet<String> here = new TreeSet<>();
        document.get("attending").forEach(person -> here.add(key(person.asString())));
        here.forEach(person -> attended.merge(person, 1, Integer::sum));
      }
    }
    Map<String, Integer> told = new TreeMap<>();
    for (JsonNode person :
        data(
                "query($series: String!) { people(series: $series, first: 1000) {"
                    + " nodes { person attended held } } }",
                Map.of("series", series))
            .at("/people/nodes")) {
      assertThat(person.get("held").asInt()).isEqualTo(documents.size());
      if (person.get("attended").asInt() > 0) {
        told.merge(
            key(person.get("person").asString()), person.get("attended").asInt(), Integer::sum);
      }
    }
    assertThat(told).isEqualTo(attended);
  }

  /** How labels are compared: without a remark or question marks at the end, blanks and case. */
  static String key(String label) {
    return label
        .replaceAll("\\s*(\\([^)]*\\)|\\?+)\\s*$", "")
        .replaceAll("\\s", "")
        .toLowerCase(Locale.ROOT);
  }

  /**
   * Since before the import everything is new, and stands as the last documents say it; since after
   * it nothing changed.
   */
  void whatChanged(JsonNode expected) {
    String question =
        "query($series: String!, $since: DateTime!) { whatChanged(series: $series, since: $since) {"
            + " meetings { meeting what } counts { counter meeting after before }"
            + " releases { version before { release } after { release } } } }";
    JsonNode all =
        data(question, Map.of("series", series, "since", "2000-01-01T00:00:00Z"))
            .get("whatChanged");
    List<String> told = new ArrayList<>();
    for (JsonNode change : all.get("meetings")) {
      told.add(change.get("meeting").asString() + " " + change.at("/what/0").asString());
    }
    assertThat(told)
        .containsExactlyInAnyOrderElementsOf(
            documents.keySet().stream().map(meeting -> meeting + " NEW").toList());
    Map<String, String> counts = new TreeMap<>();
    Map<String, JsonNode> found = new TreeMap<>();
    expected
        .get("documents")
        .forEach(document -> found.put(series + "/" + document.get("date").asString(), document));
    found.keySet().retainAll(documents.keySet());
    found.forEach(
        (meeting, document) -> {
          for (JsonNode count : document.get("counts")) {
            counts.put(count.get("series").asString(), meeting + " " + count.get("count").asInt());
          }
        });
    Map<String, String> toldCounts = new TreeMap<>();
    for (JsonNode count : all.get("counts")) {
      assertThat(count.get("before").isNull()).as(count.toString()).isTrue();
      toldCounts.put(
          count.get("counter").asString(),
          count.get("meeting").asString() + " " + count.get("after").asInt());
    }
    assertThat(toldCounts).isEqualTo(counts);
    Map<String, String> releases = new TreeMap<>();
    for (JsonNode release : all.get("releases")) {
      assertThat(release.get("before").isNull()).as(release.toString()).isTrue();
      releases.put(release.get("version").asString(), release.at("/after/release").asString(""));
    }
    planned()
        .forEach(
            (version, days) ->
                assertThat(releases).as(version).containsEntry(version, days.getLast()));

    JsonNode none =
        data(question, Map.of("series", series, "since", Instant.now().toString()))
            .get("whatChanged");
    for (String list : List.of("meetings", "counts", "releases")) {
      assertThat(none.get(list).isEmpty()).as(list).isTrue();
    }
  }

  /** What a person read in the minutes of 10 August 2020. */
  void packages() {
    JsonNode listed =
        data(
                "{ packages(meeting: \"tech-area-2020/2020-08-10\", first: 100) {"
                    + " nodes { stage group text since } } }",
                Map.of())
            .at("/packages/nodes");
    List<String> lines = new ArrayList<>();
    listed.forEach(
        item ->
            lines.add(
                item.get("stage").asString()
                    + " "
                    + item.get("group").asString("-")
                    + " "
                    + item.get("text").asString()
                    + " since "
                    + item.get("since").asString()));
    assertThat(lines)
        .containsExactly(
            "READY_FOR_TESTING 3.5.22 gratia-probe-1.20.14 since 2020-08-10",
            "READY_FOR_TESTING 3.5.22 tcmalloc in OSG XCaches since 2020-08-10",
            "READY_FOR_TESTING 3.5.22 xrootd-lcmaps 1.7.8: OpenSSL 1.1.1 support since 2020-08-10",
            "READY_FOR_TESTING 3.5.22 XRootD plugins - version matching since 2020-07-27",
            "READY_FOR_TESTING 3.5.22 Upcoming XRootD 5.0.0 since 2020-07-27",
            "READY_FOR_RELEASE - oidc-agent 3.3.3 since 2020-08-10");
  }

  /** A history begins with the meeting and ends with the last version; two versions differ. */
  void history() {
    String meeting = series + "/" + day(new TreeMap<>(documents).lastKey());
    JsonNode answer =
        data(
            "query($series: String!, $day: String!, $meeting: String!) {"
                + " meeting(series: $series, date: $day) { version entries { id } }"
                + " history(meeting: $meeting, first: 1000) { nodes { version type } }"
                + " diff(meeting: $meeting, from: {version: 0}) { entries { entry } } }",
            Map.of("series", series, "day", day(meeting), "meeting", meeting));
    JsonNode changes = answer.at("/history/nodes");
    int version = answer.at("/meeting/version").asInt();
    assertThat(changes.size()).isEqualTo(version + 1);
    assertThat(changes.get(0).get("type").asString()).contains("MeetingScheduled");
    // all but the title, which the first event has brought
    assertThat(answer.at("/diff/entries").size())
        .isEqualTo(answer.at("/meeting/entries").size() - 1);
  }

  private JsonNode data(String query, Map<String, ?> variables) {
    return queries.ask(query, variables);
  }

  private static String day(String meeting) {
    return meeting.substring(meeting.indexOf('/') + 1);
  }

  private static List<String> meetings(JsonNode nodes, String field) {
    TreeSet<String> meetings = new TreeSet<>();
    nodes.forEach(node -> meetings.add(node.get(field).asString()));
    return List.copyOf(meetings);
  }
}
