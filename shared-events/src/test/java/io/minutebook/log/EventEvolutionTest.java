package io.minutebook.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.event.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What was once written is read for ever, and no event changes behind its version's back. With
 * {@code -Dminutebook.golden=write} the files that a new version lacks are made first, from {@link
 * GoldenEvents} and the records; what is there already is never overwritten.
 */
class EventEvolutionTest {

  private static final EventTypes TYPES = new EventTypes(Upcasters.OF_THE_LOG);

  private final EventCodec codec = new EventCodec();

  @BeforeAll
  static void write() throws IOException {
    if (!"write".equals(System.getProperty("minutebook.golden"))) {
      return;
    }
    Files.createDirectories(GoldenFolder.PATH);
    EventCodec codec = new EventCodec();
    for (Map.Entry<String, Event> each : GoldenEvents.BY_NAME.entrySet()) {
      String newest = TYPES.newest(each.getValue().getClass()).toString();
      if (each.getKey().equals(newest) || each.getKey().equals(newest + ".bare")) {
        byte[] bytes = codec.encode(each.getValue(), GoldenEvents.META);
        writeNew(each.getKey() + ".json", new String(bytes, UTF_8));
      }
    }
    for (Class<?> each : AnyEvent.types()) {
      writeNew(TYPES.newest(each.asSubclass(Event.class)) + ".shape", Shape.of(each));
    }
  }

  private static void writeNew(String name, String content) throws IOException {
    Path file = GoldenFolder.PATH.resolve(name);
    if (!Files.exists(file)) {
      Files.writeString(file, content);
    }
  }

  static List<String> goldenEvents() throws IOException {
    return GoldenFolder.read().events();
  }

  @ParameterizedTest
  @MethodSource("goldenEvents")
  void an_event_of_any_version_is_read_as_one_of_the_newest(String name) throws IOException {
    byte[] bytes = golden(name);

    EventWithMeta read = codec.decode(bytes);

    assertThat(read.event()).isEqualTo(GoldenEvents.BY_NAME.get(name)).isNotNull();
    assertThat(read.meta()).isEqualTo(GoldenEvents.META);
  }

  @ParameterizedTest
  @MethodSource("goldenEvents")
  void the_newest_version_is_written_in_the_same_bytes(String name) throws IOException {
    byte[] bytes = golden(name);
    EventWithMeta read = codec.decode(bytes);
    String newest = TYPES.newest(read.event().getClass()).toString();

    byte[] written = codec.encode(read.event(), read.meta());

    if (name.equals(newest) || name.equals(newest + ".bare")) {
      assertThat(new String(written, UTF_8)).isEqualTo(new String(bytes, UTF_8));
    } else {
      assertThat(new String(written, UTF_8)).contains("\"type\":\"" + newest + "\"");
    }
  }

  private static byte[] golden(String name) throws IOException {
    return String.valueOf(GoldenFolder.read().event(name)).getBytes(UTF_8);
  }

  @Test
  void every_expected_event_has_its_file() throws IOException {
    assertThat(GoldenFolder.read().events()).containsAll(GoldenEvents.BY_NAME.keySet());
  }

  static List<Class<?>> types() {
    return AnyEvent.types();
  }

  @ParameterizedTest
  @MethodSource("types")
  void an_event_has_files_of_every_version_and_is_what_its_newest_one_says(Class<?> type)
      throws IOException {
    int newest = TYPES.newest(type.asSubclass(Event.class)).version();

    assertThat(GoldenFolder.read().problems(type, newest)).isEmpty();
  }

  @Test
  void there_are_no_files_of_other_events() throws IOException {
    assertThat(
            GoldenFolder.read()
                .strangers(
                    AnyEvent.types().stream()
                        .map(Class::getSimpleName)
                        .collect(Collectors.toSet())))
        .isEmpty();
  }
}
