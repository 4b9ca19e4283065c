package io.minutebook.cli;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.cli.client.Queries;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What a team asks of the actions in real minutes: which there are of whom and for which ticket,
 * and what became of them over the meetings. Which actions there are is what a script of another
 * making found in the documents.
 */
final class CorpusActions {

  /** As much of a text as the script and the program always agree on. */
  private static final int ENOUGH = 40;

  private final Queries queries;
  private final String series;

  /** By meeting, in the order of the days. */
  private final Map<String, List<Found>> found = new TreeMap<>();

  /** An action in a document, as the script found it. */
  private record Found(Set<String> owners, String text, Set<String> tickets) {

    static Found of(JsonNode action) {
      Set<String> tickets = new TreeSet<>();
      action.get("tickets").forEach(ticket -> tickets.add(ticket.asString()));
      return new Found(
          keys(Stream.of(action.get("owners").asString().split("[/,]"))),
          plain(action.get("text").asString()),
          tickets);
    }
  }

  /** An action in some minutes, as the program tells it. */
  private record Told(String meeting, Set<String> owners, String text, String status, String root) {

    static Told of(JsonNode action) {
      return new Told(
          action.get("meeting").asString(),
          ownersOf(action),
          start(action.get("text").asString()),
          action.get("status").asString(),
          action.get("root").asString());
    }
  }

  CorpusActions(Queries queries, String series, JsonNode expected) {
    this.queries = queries;
    this.series = series;
    String year = series.substring(series.lastIndexOf('-') + 1);
    for (JsonNode document : expected.get("documents")) {
      String day = document.get("date").asString();
      if (day.startsWith(year)) {
        List<Found> here = new ArrayList<>();
        document.get("actions").forEach(action -> here.add(Found.of(action)));
        found.put(series + "/" + day, here);
      }
    }
  }

  private static Set<String> ownersOf(JsonNode action) {
    List<String> owners = new ArrayList<>();
    action.get("owners").forEach(owner -> owners.add(owner.asString()));
    return keys(owners.stream());
  }

  private static Set<String> keys(Stream<String> labels) {
    Set<String> keys = new TreeSet<>();
    labels.map(String::strip).map(CorpusQuestions::key).forEach(keys::add);
    return keys;
  }

  private static String plain(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  private static String start(String text) {
    String plain = plain(text);
    return plain.substring(0, Math.min(ENOUGH, plain.length()));
  }

  /** Those of each owner, of each ticket, and of each status. */
  int filters() {
    Set<String> owners = new TreeSet<>();
    Set<String> tickets = new TreeSet<>();
    found
        .values()
        .forEach(
            actions ->
                actions.forEach(
                    action -> {
                      owners.addAll(action.owners());
                      tickets.addAll(action.tickets());
                    }));
    for (String owner : owners) {
      assertThat(lines(actions("owner: \"" + owner + "\"")))
          .as(owner)
          .isEqualTo(lines(action -> action.owners().contains(owner)));
    }
    for (String ticket : tickets) {
      assertThat(lines(actions("ticket: \"" + ticket + "\"")))
          .as(ticket)
          .isEqualTo(lines(action -> action.tickets().contains(ticket)));
    }
    String meeting = List.copyOf(found.keySet()).get(found.size() / 3);
    assertThat(lines(actions("meeting: \"" + meeting + "\"")))
        .isEqualTo(lines(action -> true).stream().filter(on -> on.startsWith(meeting)).toList());

    List<Told> all = actions("");
    List<Told> byStatus = new ArrayList<>();
    for (String status : List.of("OPEN", "BLOCKED", "COMPLETED", "DROPPED")) {
      List<Told> these = actions("status: " + status);
      assertThat(these).allMatch(action -> action.status().equals(status));
      byStatus.addAll(these);
    }
    assertThat(byStatus).containsExactlyInAnyOrderElementsOf(all);
    assertThat(actions("open: true"))
        .containsExactlyElementsOf(
            all.stream()
                .filter(action -> Set.of("OPEN", "BLOCKED").contains(action.status()))
                .toList());
    return owners.size() + tickets.size() + 1;
  }

  private static List<String> lines(List<Told> actions) {
    return actions.stream()
        .map(action -> action.meeting() + " " + action.owners() + " " + action.text())
        .sorted()
        .toList();
  }

  private List<String> lines(Predicate<Found> wanted) {
    List<String> lines = new ArrayList<>();
    found.forEach(
        (meeting, actions) ->
            actions.stream()
                .filter(wanted)
                .forEach(
                    action ->
                        lines.add(meeting + " " + action.owners() + " " + start(action.text()))));
    return lines.stream().sorted().toList();
  }

  /**
   * What stands in minutes and in those before in the same words, of the same owners, is one action
   * that was carried over; and each life says what the items with its identity come to.
   */
  int lives() {
    List<Told> all = actions("");
    int carried = carriedOver(all);
    assertThat(carried).isGreaterThanOrEqualTo(series.endsWith("2020") ? 80 : 0);

    Map<String, List<Told>> byRoot = all.stream().collect(groupingBy(Told::root));
    Map<String, JsonNode> lives =
        nodes(
                "actionLives",
                "root since sinceMeeting lastDate lastMeeting text owners status open openDays"
                    + " carriedOver steps { meeting what }")
            .stream()
            .collect(toMap(life -> life.get("root").asString(), Function.identity()));
    assertThat(lives.keySet()).isEqualTo(byRoot.keySet());
    byRoot.forEach((root, items) -> isTold(requireNonNull(lives.get(root)), items));
    loads(lives.values().stream().toList());
    return lives.size();
  }

  /** How often the script found the same in two documents on end; the program must say so too. */
  private int carriedOver(List<Told> all) {
    int carried = 0;
    List<String> meetings = List.copyOf(found.keySet());
    for (int i = 1; i < meetings.size(); i++) {
      for (Found action : requireNonNull(found.get(meetings.get(i)))) {
        if (once(meetings.get(i - 1), action) && once(meetings.get(i), action)) {
          assertThat(root(all, meetings.get(i), action))
              .as("%s in %s", action, meetings.get(i))
              .isEqualTo(root(all, meetings.get(i - 1), action));
          carried++;
        }
      }
    }
    return carried;
  }

  private boolean once(String meeting, Found action) {
    return requireNonNull(found.get(meeting)).stream().filter(action::equals).count() == 1;
  }

  private static String root(List<Told> all, String meeting, Found action) {
    return all.stream()
        .filter(told -> told.meeting().equals(meeting))
        .filter(told -> told.owners().equals(action.owners()))
        .filter(told -> told.text().equals(start(action.text())))
        .map(Told::root)
        .findFirst()
        .orElseThrow();
  }

  private static void isTold(JsonNode life, List<Told> items) {
    TreeSet<String> meetings = new TreeSet<>();
    items.forEach(item -> meetings.add(item.meeting()));
    LocalDate first = day(meetings.first());
    LocalDate last = day(meetings.last());
    Told latest = items.stream().max(comparing(Told::meeting)).orElseThrow();
    assertThat(life.get("sinceMeeting").asString()).isEqualTo(meetings.first());
    assertThat(life.get("since").asString()).isEqualTo(first.toString());
    assertThat(life.get("lastMeeting").asString()).isEqualTo(meetings.last());
    assertThat(life.get("lastDate").asString()).isEqualTo(last.toString());
    assertThat(life.get("carriedOver").asInt()).as("%s", life).isEqualTo(meetings.size() - 1);
    assertThat(life.get("open").asBoolean())
        .isEqualTo(Set.of("OPEN", "BLOCKED").contains(latest.status()));
    if (life.get("open").asBoolean()) {
      assertThat(life.get("openDays").asLong()).isEqualTo(ChronoUnit.DAYS.between(first, last));
    }
    if (items.size() == meetings.size()) {
      assertThat(ownersOf(life)).isEqualTo(latest.owners());
      assertThat(start(life.get("text").asString())).isEqualTo(latest.text());
      assertThat(meetingsOf(life, "REASSIGNED")).as("%s", life).isEqualTo(reassigned(items));
    }
    assertThat(life.at("/steps/0/what").asString()).isEqualTo("ASSIGNED");
    assertThat(life.at("/steps/0/meeting").asString()).isEqualTo(meetings.first());
    assertThat(meetingsOf(life, "CARRIED_OVER"))
        .containsExactlyElementsOf(meetings.tailSet(meetings.first(), false));
  }

  private static List<String> meetingsOf(JsonNode life, String kind) {
    TreeSet<String> meetings = new TreeSet<>();
    for (JsonNode step : life.get("steps")) {
      if (step.get("what").asString().equals(kind)) {
        meetings.add(step.get("meeting").asString());
      }
    }
    return List.copyOf(meetings);
  }

  /** The meetings that name other owners than the one before. */
  private static List<String> reassigned(List<Told> items) {
    List<Told> inOrder = items.stream().sorted(comparing(Told::meeting)).toList();
    List<String> meetings = new ArrayList<>();
    for (int i = 1; i < inOrder.size(); i++) {
      if (!inOrder.get(i).owners().equals(inOrder.get(i - 1).owners())) {
        meetings.add(inOrder.get(i).meeting());
      }
    }
    return meetings;
  }

  /** How much each person has to do is what the lives say. */
  private void loads(List<JsonNode> lives) {
    for (JsonNode person : nodes("people", "labels open done")) {
      Set<String> labels = new TreeSet<>();
      person.get("labels").forEach(label -> labels.add(CorpusQuestions.key(label.asString())));
      List<JsonNode> theirs =
          lives.stream()
              .filter(life -> ownersOf(life).stream().anyMatch(labels::contains))
              .toList();
      assertThat(person.get("open").asLong())
          .as(person.toString())
          .isEqualTo(theirs.stream().filter(life -> life.get("open").asBoolean()).count());
      assertThat(person.get("done").asLong())
          .as(person.toString())
          .isEqualTo(
              theirs.stream()
                  .filter(life -> life.get("status").asString().equals("COMPLETED"))
                  .count());
    }
  }

  /** Words in actions alone, and in the actions of somebody. */
  int search() {
    List<String> words = List.of("xrootd", "release", "frontier", "docker");
    for (String word : words) {
      Pattern says =
          Pattern.compile(
              "(?<![\\p{L}\\p{N}])" + word + "(?![\\p{L}\\p{N}])", Pattern.CASE_INSENSITIVE);
      assertThat(said(word, "")).as(word).isEqualTo(saidBy(says, ""));
      for (String owner : List.of("Mat", "Edgar", "Carl")) {
        assertThat(said(word, ", person: \"" + owner + "\""))
            .as("%s, %s", word, owner)
            .isEqualTo(saidBy(says, owner));
      }
    }
    return words.size();
  }

  /** The meetings in which a search finds actions. */
  private Set<String> said(String word, String filters) {
    Set<String> said = new TreeSet<>();
    JsonNode hits =
        queries
            .ask(
                ("query($series: String!, $text: String!) { search(series: $series, text: $text,"
                        + " kinds: [ACTION], first: 1000%s) { nodes { entry { meeting kind } } } }")
                    .formatted(filters),
                Map.of("series", series, "text", word))
            .at("/search/nodes");
    for (JsonNode hit : hits) {
      assertThat(hit.at("/entry/kind").asString()).isEqualTo("ACTION");
      said.add(hit.at("/entry/meeting").asString());
    }
    return said;
  }

  /** The meetings whose documents have actions, of an owner or of anybody, that say something. */
  private Set<String> saidBy(Pattern says, String owner) {
    Set<String> said = new TreeSet<>();
    found.forEach(
        (meeting, actions) ->
            actions.stream()
                .filter(action -> says.matcher(action.text()).find())
                .filter(
                    action ->
                        owner.isEmpty() || action.owners().contains(CorpusQuestions.key(owner)))
                .forEach(action -> said.add(meeting)));
    return said;
  }

  private List<Told> actions(String filters) {
    return nodes("actions", filters, "meeting owners text status root").stream()
        .map(Told::of)
        .toList();
  }

  private List<JsonNode> nodes(String list, String fields) {
    return nodes(list, "", fields);
  }

  private List<JsonNode> nodes(String list, String filters, String fields) {
    JsonNode page =
        queries
            .ask(
                "query($series: String!) { %s(series: $series, first: 1000 %s) { nodes { %s } pageInfo { hasNextPage } } }"
                    .formatted(list, filters, fields),
                Map.of("series", series))
            .path(list);
    assertThat(page.at("/pageInfo/hasNextPage").asBoolean()).isFalse();
    List<JsonNode> nodes = new ArrayList<>();
    page.path("nodes").forEach(nodes::add);
    return nodes;
  }

  private static LocalDate day(String meeting) {
    return LocalDate.parse(meeting.substring(meeting.indexOf('/') + 1));
  }
}
