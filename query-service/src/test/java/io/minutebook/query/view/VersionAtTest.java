package io.minutebook.query.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minutebook.query.testing.TestMongo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.OptionalLong;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionAtTest {

  private static final Instant BEGIN = Instant.parse("2020-05-04T09:00:00Z");
  private static final String STREAM = "meeting/lamp-room/2020-05-04";

  private final TestMongo mongo = TestMongo.embedded();
  private final Views views = mongo.views();

  @AfterEach
  void close() {
    mongo.close();
  }

  /** A history in which three versions each were recorded at a second, and occurred in two. */
  private void history(int versions) {
    List<Document> documents = new ArrayList<>();
    for (int i = 0; i < versions; i++) {
      documents.add(
          new Document("_id", STREAM + "@" + i)
              .append("version", (long) i)
              .append("at", Date.from(BEGIN.plusSeconds(i / 3)))
              .append("occurredUpTo", Date.from(BEGIN.plusSeconds(i / 2))));
    }
    views.historyDocuments().insertMany(documents);
  }

  private OptionalLong at(int versions, TimeKind time, Instant instant) {
    return views.history().versionAt(STREAM, versions - 1, time, instant);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 15, 16, 17, 18, 31, 33, 257, 1000})
  void the_last_version_by_an_instant_is_found(int versions) {
    history(versions);
    int step = Math.max(1, versions / 50);
    for (TimeKind time : TimeKind.values()) {
      int each = time == TimeKind.RECORDED ? 3 : 2;
      assertThat(at(versions, time, BEGIN.minusMillis(1))).isEmpty();
      for (int second = 0; second <= versions; second += step) {
        long last = Math.min(versions, (second + 1L) * each) - 1;
        assertThat(at(versions, time, BEGIN.plusSeconds(second))).hasValue(last);
        assertThat(at(versions, time, BEGIN.plusSeconds(second).plusNanos(999_999_999)))
            .hasValue(last);
      }
    }
  }

  @Test
  void a_history_with_holes_is_said_to_have_them() {
    assertThatThrownBy(() -> at(20, TimeKind.RECORDED, BEGIN))
        .hasMessage("the history of %s lacks versions 0 to 19".formatted(STREAM));
  }
}
