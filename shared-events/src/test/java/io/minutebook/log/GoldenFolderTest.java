package io.minutebook.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.event.DutySlot;
import io.minutebook.event.EntryId;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The checker of the golden files itself: what it would say of events that have changed. */
class GoldenFolderTest {

  record Row(EntryId entry, int count) {}

  record Berthed(EntryId entry, String quay, List<Row> rows, DutySlot slot) {}

  private static GoldenFolder folderOf(Class<?> record) {
    SortedMap<String, String> files = new TreeMap<>();
    files.put(
        "Berthed.v1.json",
        "{\"data\":{\"entry\":\"e1\",\"quay\":\"3\",\"rows\":[{\"count\":1,\"entry\":\"e2\"}],"
            + "\"slot\":\"thisWeek\"}}");
    files.put("Berthed.v1.shape", Shape.of(record));
    return new GoldenFolder(files);
  }

  @Test
  void it_is_content_with_an_event_that_did_not_change() {
    assertThat(folderOf(Berthed.class).problems(Berthed.class, 1)).isEmpty();
    assertThat(Shape.of(Berthed.class))
        .isEqualTo(
            """
            entry: EntryId(text)
            quay: text
            rows: list of {count: integer, entry: EntryId(text)}
            slot: (nextWeek | thisWeek)
            """);
  }

  /** Events of the same name, each changed in one way. */
  static final class Changed {
    record LooseRow(EntryId entry, @Nullable Integer count) {}

    static final class Reordered {
      record Berthed(DutySlot slot, String quay, List<Row> rows, EntryId entry) {}
    }

    static final class Added {
      record Berthed(
          EntryId entry, String quay, List<Row> rows, DutySlot slot, @Nullable String ship) {}
    }

    static final class Renamed {
      record Berthed(EntryId entry, String berth, List<Row> rows, DutySlot slot) {}
    }

    static final class Loosened {
      record Berthed(EntryId entry, @Nullable String quay, List<Row> rows, DutySlot slot) {}
    }

    static final class Retyped {
      record Berthed(EntryId entry, int quay, List<Row> rows, DutySlot slot) {}
    }

    static final class Deep {
      record Berthed(EntryId entry, String quay, List<LooseRow> rows, DutySlot slot) {}
    }

    enum Slot {
      THIS_WEEK,
      NEXT_WEEK,
      LAST_WEEK
    }

    static final class Enumerated {
      record Berthed(EntryId entry, String quay, List<Row> rows, Slot slot) {}
    }
  }

  static List<Class<?>> changedEvents() {
    return List.of(
        Changed.Added.Berthed.class,
        Changed.Renamed.Berthed.class,
        Changed.Loosened.Berthed.class,
        Changed.Retyped.Berthed.class,
        Changed.Deep.Berthed.class,
        Changed.Enumerated.Berthed.class);
  }

  @ParameterizedTest
  @MethodSource("changedEvents")
  void it_finds_an_event_that_changed_without_a_new_version(Class<?> changed) {
    assertThat(folderOf(Berthed.class).problems(changed, 1))
        .anyMatch(problem -> problem.contains("needs a new version"));
  }

  @Test
  void it_does_not_mind_the_order_of_the_components() {
    assertThat(folderOf(Berthed.class).problems(Changed.Reordered.Berthed.class, 1)).isEmpty();
  }

  @Test
  void it_names_what_changed() {
    assertThat(folderOf(Berthed.class).problems(Changed.Loosened.Berthed.class, 1))
        .containsExactly(
            "Berthed is no longer what it was in version 1, and needs a new version and a step to"
                + " it: [quay: text] became [quay: text?]");
  }

  @Test
  void it_wants_the_files_of_a_new_version() {
    assertThat(folderOf(Berthed.class).problems(Changed.Added.Berthed.class, 2))
        .containsExactly("there is no Berthed.v2.json", "there is no Berthed.v2.shape");
  }

  @Test
  void it_wants_a_file_that_shows_every_field() {
    assertThat(folderOf(Changed.Added.Berthed.class).problems(Changed.Added.Berthed.class, 1))
        .containsExactly(
            "Berthed.v1.json should have the fields [entry, quay, rows, ship, slot] and has"
                + " [entry, quay, rows, slot]");
  }

  @Test
  void it_finds_files_of_versions_that_are_no_more() {
    GoldenFolder folder = folderOf(Berthed.class);
    folder.files().put("Berthed.v2.bare.json", "{}");

    assertThat(folder.problems(Berthed.class, 1))
        .containsExactly("Berthed.v2.bare.json is of a version that Berthed does not have");
    assertThat(folder.strangers(Set.of("Sailed"))).hasSize(3);
  }
}
