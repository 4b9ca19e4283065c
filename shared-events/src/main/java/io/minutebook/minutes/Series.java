package io.minutebook.minutes;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.minutebook.event.SeriesEvent;
import io.minutebook.event.SeriesEvent.BoardDefined;
import io.minutebook.event.SeriesEvent.SectionDefined;
import io.minutebook.event.SeriesEvent.SeriesCreated;
import io.minutebook.event.SeriesEvent.SeriesRenamed;
import io.minutebook.event.SeriesId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A series of meetings, as its events leave it.
 *
 * @param id which series; null before the first event
 * @param sections the titles of its standing sections
 * @param boards the boards that are counted, each with its states
 */
public record Series(
    @Nullable SeriesId id, String name, List<String> sections, Map<String, List<String>> boards) {

  /** The state of a series that nobody has created. */
  public static final Series NONE = new Series(null, "", List.of(), Map.of());

  public Series {
    sections = List.copyOf(sections);
    boards = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(boards));
  }

  @JsonIgnore
  public boolean exists() {
    return id != null;
  }

  /** What the series is after an event. */
  public Series apply(SeriesEvent event) {
    return switch (event) {
      case SeriesCreated e -> new Series(e.series(), e.name(), sections, boards);
      case SeriesRenamed e -> new Series(id, e.name(), sections, boards);
      case SectionDefined e -> {
        List<String> more = new ArrayList<>(sections);
        more.add(e.title());
        yield new Series(id, name, more, boards);
      }
      case BoardDefined e -> {
        Map<String, List<String>> more = new LinkedHashMap<>(boards);
        more.put(e.board(), e.states());
        yield new Series(id, name, sections, more);
      }
    };
  }
}
