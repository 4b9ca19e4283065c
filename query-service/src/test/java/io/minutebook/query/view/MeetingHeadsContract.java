package io.minutebook.query.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.event.MeetingId;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.SeriesId;
import io.minutebook.minutes.MeetingStatus;
import io.minutebook.query.testing.TestMongo;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Lists of meetings, found along indexes, held against a look at each meeting. */
@DisplayName("Heads of meetings")
abstract class MeetingHeadsContract {

  private static final int MEETINGS = 120;
  private static final LocalDate FIRST_DAY = LocalDate.of(2020, 5, 4);
  private static final SeriesId ROPE = new SeriesId("rope");
  private static final List<SeriesId> SERIES =
      List.of(ROPE, new SeriesId("rope-yard"), new SeriesId("mast"));
  private static final List<MeetingStatus> STATUSES = List.of(MeetingStatus.values());
  private static final List<String> LABELS = List.of("Bo", "BO", "Brian", "Brian Lin", "Ada");

  /** In one series Bo is Brian Lin, in another one Ada is; in the third nobody has a name. */
  private static final People PEOPLE =
      new People(
          Map.of(
              ROPE,
              Map.of("Bo", "Brian Lin", "Brian", "Brian Lin"),
              SERIES.get(1),
              Map.of("Ada", "Brian Lin", "Bo", "Bo Diddley")));

  private final long seed = Long.getLong("minutebook.test.seed", System.nanoTime());
  private final Random random = new Random(seed);

  abstract TestMongo open();

  @Test
  void whoever_attended_and_whatever_is_asked_of_them_all_are_listed_in_their_order() {
    try (TestMongo mongo = open()) {
      Views views = mongo.views();
      views.createIndexes();
      List<MeetingHead> all = write(views);
      for (SeriesId series : Arrays.asList(null, ROPE, SERIES.get(1), SERIES.get(2))) {
        for (String person : Arrays.asList(null, "Bo", "brian", "Brian Lin", "ada", "Cy")) {
          for (MeetingFilter filter : filters(series, person)) {
            for (boolean people : List.of(true, false)) {
              List<String> wanted =
                  all.stream().filter(filter::matches).map(head -> line(head, people)).toList();
              for (int many : List.of(0, Integer.MAX_VALUE)) {
                EntriesView entries = new EntriesView(views.entryDocuments());
                assertThat(
                        walk(
                            new MeetingsView(views.minutesDocuments(), entries, many),
                            filter,
                            people))
                    .as("seed %d: %s, people %s, %d are many", seed, filter, people, many)
                    .isEqualTo(wanted);
              }
            }
          }
        }
      }
    }
  }

  private static List<MeetingFilter> filters(@Nullable SeriesId series, @Nullable String person) {
    People.Who who = person == null ? null : PEOPLE.who(new PersonLabel(person));
    LocalDate from = FIRST_DAY.plusDays(20);
    Set<MeetingStatus> status = Set.of(MeetingStatus.PUBLISHED, MeetingStatus.CANCELLED);
    return List.of(
        new MeetingFilter(series, null, null, null, who, null),
        new MeetingFilter(series, from, from.plusDays(40), null, who, null),
        new MeetingFilter(series, from.plusDays(30), null, status, who, null),
        new MeetingFilter(series, null, null, status, who, null));
  }

  /** In the order of their names. */
  private List<MeetingHead> write(Views views) {
    List<MeetingHead> heads = new ArrayList<>();
    for (int i = 0; i < MEETINGS; i++) {
      LocalDate day = FIRST_DAY.plusDays(i);
      MeetingHead head =
          new MeetingHead(
              MeetingId.of(SERIES.get(random.nextInt(SERIES.size())), day.toString()),
              random.nextInt(100),
              // some were moved
              random.nextInt(5) == 0 ? day.plusDays(30) : day,
              "Meeting " + random.nextInt(10),
              STATUSES.get(random.nextInt(STATUSES.size())),
              LABELS.stream().filter(_ -> random.nextInt(3) == 0).map(PersonLabel::new).toList());
      heads.add(head);
      views.minutesDocuments().insertOne(document(head));
    }
    heads.sort(Comparator.comparing(MeetingHead::stream));
    return heads;
  }

  private static Document document(MeetingHead head) {
    return new Document("_id", head.stream())
        .append("version", head.version())
        .append("series", head.meeting().series().slug())
        .append("date", head.date().toString())
        .append("title", head.title())
        .append("status", head.status().name())
        .append("people", head.people().stream().map(PersonLabel::label).toList())
        .append("peopleKeys", head.people().stream().map(PersonLabel::key).distinct().toList());
  }

  private List<String> walk(MeetingsView meetings, MeetingFilter filter, boolean people) {
    List<String> lines = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      Page<MeetingHead> page =
          meetings.heads(filter, people, new Page.Wanted(1 + random.nextInt(7), after));
      page.nodes().forEach(head -> lines.add(line(head, people)));
      after = page.hasNext() ? Optional.of(page.edges().getLast().key()) : Optional.empty();
    } while (after.isPresent());
    return lines;
  }

  private static String line(MeetingHead head, boolean people) {
    return "%s %d %s %s %s %s"
        .formatted(
            head.meeting(),
            head.version(),
            head.date(),
            head.title(),
            head.status(),
            people ? head.people() : "");
  }
}
