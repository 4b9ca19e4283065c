package io.minutebook.query.view;

import static io.minutebook.query.testing.Sample.meeting;
import static io.minutebook.query.testing.Sample.note;
import static io.minutebook.query.testing.Sample.scheduled;
import static io.minutebook.query.testing.Sample.section;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import io.minutebook.query.projection.Projection;
import io.minutebook.query.testing.TestBroker;
import io.minutebook.query.testing.TestLog;
import io.minutebook.query.testing.TestMongo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The engine tries the plans of a query against each other; the bundled one answers with code 224
 * where none of them has a hit soon.
 */
@DisplayName("A search with many hits, on the real engine")
@EnabledIfSystemProperty(named = "minutebook.test.mongodb-uri", matches = ".+")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealEngineSearchTest {

  private static final int HITS = 60_000;
  private static final int PER_WRITE = 10_000;
  private static final LocalDate DAY = LocalDate.of(2020, 5, 4);
  private static final LocalDate LAST = DAY.plusDays(HITS / 100 - 1);

  private TestMongo mongo;
  private TestLog log;
  private Projection projection;
  private Views views;

  @BeforeAll
  void write() {
    mongo = TestMongo.realEngine();
    TestBroker broker = TestBroker.shared();
    String topic = broker.newTopic(1);
    log = new TestLog(broker, topic, mongo);
    views = mongo.views();
    views.prepare();
    projection =
        new Projection(
            new Projection.Source(broker.bootstrapServers(), topic, "views-" + topic),
            views,
            Clock.systemUTC());
    projection.start();
    String stream = meeting(DAY.toString()).stream();
    log.append(
        stream,
        scheduled(DAY.toString()),
        section(2, 1, "Crew"),
        note(3, 2, null, "The lantern is bright"));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> views.minutes().versionOf(stream).orElse(-1) == 2);
    copyTheNote();
  }

  /** As if it were written on many days. */
  private void copyTheNote() {
    MongoCollection<Document> entries = mongo.database().getCollection("view_entries");
    Document note = entries.find(new Document("words", "lantern")).first();
    assertThat(note).isNotNull();
    List<Document> copies = new ArrayList<>();
    for (int i = 0; i < HITS; i++) {
      Document copy = new Document(note);
      String day = DAY.plusDays(i / 100).toString();
      String entry = "e" + (i + 4);
      copy.put("_id", note.getString("stream") + "#" + entry + "@2");
      copy.put("entry", entry);
      copy.put("date", day);
      List<String> words =
          new ArrayList<>(List.of("the", "lantern", "lantern" + i % 5_000, "is", "bright"));
      if (i % 4 == 1) {
        words.add("odd");
      }
      if (i % 4 == 2 || i % 500 == 1) {
        words.add("deep");
      }
      copy.put("words", words);
      copies.add(copy);
      if (copies.size() == PER_WRITE) {
        entries.insertMany(copies);
        copies.clear();
      }
    }
  }

  @AfterAll
  void close() {
    projection.stop();
    log.close();
    mongo.close();
  }

  /** What is looked for, and where. */
  record Asked(String text, SearchView.Filter filter) {}

  static Stream<Asked> searches() {
    return Stream.of("lan*", "lan* bright", "lantern", "lantern bright", "bright -dark lan*")
        .flatMap(
            text ->
                Stream.of(
                        new SearchView.Filter(null, null, null, null, null),
                        new SearchView.Filter(null, Set.of("note"), null, null, null),
                        new SearchView.Filter(null, null, null, DAY, LAST),
                        new SearchView.Filter(null, null, null, null, DAY.plusDays(5)),
                        new SearchView.Filter(
                            meeting(DAY.toString()).series(), null, null, null, null))
                    .map(filter -> new Asked(text, filter)));
  }

  @ParameterizedTest
  @MethodSource("searches")
  void is_answered(Asked asked) {
    Page<SearchHit> found =
        views
            .search()
            .search(
                SearchQuery.parse(asked.text()),
                asked.filter(),
                AsOf.now(),
                new Page.Wanted(10, Optional.empty()));

    assertThat(found.edges()).hasSize(10);
  }

  @Test
  void for_several_words_gives_the_newest_first() {
    assertThat(page("lantern bright", SearchView.WINDOW).nodes())
        .hasSize(SearchView.WINDOW)
        .extracting(hit -> hit.entry().date())
        .allMatch(day -> day.isAfter(LAST.minusDays(SearchView.LOOKED_AT / 100 + 2)));
  }

  @Test
  void for_several_words_that_are_seldom_together_reads_further_back() {
    // each of them is in 15,000 entries, every 125th of those has the other one too
    Page<SearchHit> first = page("odd deep", 300);

    assertThat(first.edges()).hasSizeBetween(40, 45);
    assertThat(first.hasNext()).isTrue();
    assertThat(pages("odd deep")).hasSize(HITS / 500);
  }

  @Test
  void goes_on_to_the_oldest_hit_however_many_there_are() {
    assertThat(pages("lantern bright").map(hit -> hit.entry().entry()).distinct())
        .hasSize(HITS + 1);
  }

  @Test
  void for_words_that_are_nowhere_one_after_the_other_gives_empty_pages_until_all_was_read() {
    Page<SearchHit> first = page("\"odd lantern\"", 20);

    assertThat(first.edges()).isEmpty();
    assertThat(first.hasNext()).isTrue();
    assertThat(first.end()).isPresent();
    assertThat(pages("\"odd lantern\"")).isEmpty();
  }

  @Test
  void for_a_word_that_is_seldom_reads_all_that_has_it() {
    assertThat(pages("lantern4999 bright")).hasSize(HITS / 5_000);
  }

  @Test
  void as_of_long_ago_does_not_take_the_newest_of_what_came_later() {
    MongoCollection<Document> entries = mongo.database().getCollection("view_entries");
    Document note = Objects.requireNonNull(entries.find(new Document("words", "lantern")).first());
    Instant begun = note.getDate("from").toInstant();
    List<Document> copies = new ArrayList<>();
    for (int i = 0; i < 2 * SearchView.MOST_READ; i++) {
      boolean early = i < SearchView.LOOKED_AT + 100;
      Document copy = new Document(note);
      copy.put("_id", "again" + i);
      copy.put("entry", "e" + (i + HITS + 4));
      copy.put("date", (early ? DAY : LAST).toString());
      copy.put("words", List.of("lantern", "calm", "weather"));
      copy.put("from", Date.from(early ? begun : begun.plusSeconds(60)));
      copies.add(copy);
    }
    entries.insertMany(copies);

    assertThat(pages("calm lantern", new AsOf.Recorded(begun.plusSeconds(30))))
        .hasSize(SearchView.LOOKED_AT + 100)
        .allMatch(hit -> hit.entry().date().equals(DAY));
  }

  @Test
  void finds_what_stands_behind_many_versions_that_have_ended() {
    MongoCollection<Document> entries = mongo.database().getCollection("view_entries");
    Document note = Objects.requireNonNull(entries.find(new Document("words", "lantern")).first());
    Instant begun = note.getDate("from").toInstant();
    List<Document> copies = new ArrayList<>();
    for (int i = 0; i < SearchView.LOOKED_AT + 200; i++) {
      boolean stands = i % 20 == 0;
      Document copy = new Document(note);
      copy.put("_id", "often" + i);
      copy.put("entry", "e" + (i + 3 * HITS));
      copy.put("date", (stands ? DAY : LAST).toString());
      copy.put("words", List.of("harbour", "gale"));
      if (!stands) {
        copy.put("to", Date.from(begun.plusSeconds(1)));
      }
      copies.add(copy);
    }
    entries.insertMany(copies);

    assertThat(pages("harbour gale"))
        .hasSize((SearchView.LOOKED_AT + 200) / 20)
        .allMatch(hit -> hit.entry().date().equals(DAY));
  }

  private Stream<SearchHit> pages(String text) {
    return pages(text, AsOf.now());
  }

  private Stream<SearchHit> pages(String text, AsOf asOf) {
    List<SearchHit> hits = new ArrayList<>();
    Optional<String> after = Optional.empty();
    boolean more = true;
    while (more) {
      Page<SearchHit> page = page(text, asOf, 300, after);
      hits.addAll(page.nodes());
      after =
          page.end().or(() -> page.edges().stream().map(Page.Edge::key).reduce((_, key) -> key));
      more = page.hasNext();
    }
    return hits.stream();
  }

  private Page<SearchHit> page(String text, int first) {
    return page(text, AsOf.now(), first, Optional.empty());
  }

  private Page<SearchHit> page(String text, AsOf asOf, int first, Optional<String> after) {
    return views
        .search()
        .search(
            SearchQuery.parse(text),
            new SearchView.Filter(null, null, null, null, null),
            asOf,
            new Page.Wanted(first, after));
  }
}
