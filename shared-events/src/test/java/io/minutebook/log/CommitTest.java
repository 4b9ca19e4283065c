package io.minutebook.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CommitTest {

  private static final Instant AT = Instant.parse("2026-03-02T12:00:00.123Z");
  private static final Instant OCCURRED = Instant.parse("2020-05-04T09:00:00Z");
  private static final List<byte[]> EVENTS = List.of("{\"a\":1}".getBytes(UTF_8), new byte[] {7});

  private static Commit first() {
    return Commit.following(null, "series/weekly", "c1", "f1", AT, OCCURRED, EVENTS);
  }

  @Test
  void the_hash_is_over_the_previous_hash_the_fields_and_each_event_with_its_length()
      throws Exception {
    ByteArrayOutputStream hashed = new ByteArrayOutputStream();
    hashed.write(new byte[32]);
    hashed.write(
        ("{\"at\":1772452800123,\"c\":\"c1\",\"f\":\"f1\",\"n\":2,\"occurredAt\":1588582800000,"
                + "\"s\":\"series/weekly\",\"v\":0}")
            .getBytes(UTF_8));
    hashed.write(new byte[] {0, 0, 0, 7});
    hashed.write(EVENTS.get(0));
    hashed.write(new byte[] {0, 0, 0, 1, 7});

    assertThat(first().hash())
        .isEqualTo(MessageDigest.getInstance("SHA-256").digest(hashed.toByteArray()));
  }

  @Test
  void a_commit_follows_the_head_of_the_one_before() {
    Commit first = first();
    Commit second =
        Commit.following(
            first.head(), "series/weekly", "c2", "f2", AT.plusSeconds(1), null, EVENTS);

    assertThat(first.lastVersion()).isEqualTo(1);
    assertThat(second.version()).isEqualTo(2);
    assertThat(second.previousHash()).isEqualTo(first.hash());
    assertThat(second.head())
        .isEqualTo(new Head("series/weekly", 3, AT.plusSeconds(1), second.hash()));
    assertThat(first.follows(null)).isTrue();
    assertThat(second.follows(first.head())).isTrue();
    assertThat(second.follows(null)).isFalse();
    assertThat(first.follows(second.head())).isFalse();
  }

  @Test
  void the_recorded_instant_never_goes_backwards_and_is_in_milliseconds() {
    Commit first = first();
    Commit earlier =
        Commit.following(
            first.head(), "series/weekly", "c2", "f2", AT.minusSeconds(9), null, EVENTS);
    Commit finer =
        Commit.following(
            null,
            "series/weekly",
            "c1",
            "f1",
            AT.plusNanos(999_999),
            OCCURRED.plusNanos(1),
            EVENTS);

    assertThat(earlier.at()).isEqualTo(AT);
    assertThat(finer.at()).isEqualTo(AT);
    assertThat(finer.occurredAt()).isEqualTo(OCCURRED);
    assertThat(finer).isEqualTo(first).hasSameHashCodeAs(first);
  }

  @Test
  void any_change_of_the_content_shows_in_the_hash() {
    Commit first = first();
    assertThat(first.isIntact()).isTrue();

    List<Commit> changed = new ArrayList<>();
    changed.add(with(first, "series/other", 0, "c1", "f1", AT, OCCURRED, EVENTS));
    changed.add(with(first, "series/weekly", 1, "c1", "f1", AT, OCCURRED, EVENTS));
    changed.add(with(first, "series/weekly", 0, "c2", "f1", AT, OCCURRED, EVENTS));
    changed.add(with(first, "series/weekly", 0, "c1", "f2", AT, OCCURRED, EVENTS));
    changed.add(with(first, "series/weekly", 0, "c1", "f1", AT.plusMillis(1), OCCURRED, EVENTS));
    changed.add(with(first, "series/weekly", 0, "c1", "f1", AT, null, EVENTS));
    changed.add(with(first, "series/weekly", 0, "c1", "f1", AT, OCCURRED, EVENTS.reversed()));
    changed.add(with(first, "series/weekly", 0, "c1", "f1", AT, OCCURRED, EVENTS.subList(0, 1)));
    changed.add(
        with(
            first,
            "series/weekly",
            0,
            "c1",
            "f1",
            AT,
            OCCURRED,
            List.of("{\"a\":2}".getBytes(UTF_8), new byte[] {7})));
    assertThat(changed).noneMatch(Commit::isIntact).doesNotContain(first);
  }

  private static Commit with(
      Commit commit,
      String stream,
      long version,
      String commandId,
      String fingerprint,
      Instant at,
      @Nullable Instant occurredAt,
      List<byte[]> events) {
    return new Commit(
        stream,
        version,
        commandId,
        fingerprint,
        at,
        occurredAt,
        events,
        commit.previousHash(),
        commit.hash());
  }

  @Test
  void what_cannot_be_a_commit_is_refused() {
    Commit first = first();
    assertThatThrownBy(() -> with(first, "s", -1, "c", "f", AT, null, EVENTS))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> with(first, "s", 0, "c", "f", AT, null, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> with(first, "s", 0, "c", "f", AT.plusNanos(1), null, EVENTS))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Commit.following(first.head(), "other", "c", "f", AT, null, EVENTS))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
