package io.minutebook.cli;

import io.minutebook.event.MeetingId;
import io.minutebook.markdown.MarkdownWriter;
import io.minutebook.minutes.Entry;
import io.minutebook.query.view.EntryText;
import io.minutebook.query.view.StoredMinutes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Minutes as they come out of a replay. They are written at once where that is asked for; of each
 * only the version and a digest are kept, to compare with.
 */
final class ReplayedMinutes {

  /** One meeting's. */
  record Replayed(StoredMinutes minutes) {

    String markdown() {
      return MarkdownWriter.write(minutes.minutes());
    }

    /** As it is printed or written to a file. */
    String text(ReplayedForm form) {
      return switch (form) {
        case MARKDOWN -> markdown();
        case JSON ->
            JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(json()) + "\n";
      };
    }

    Map<String, Object> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("meeting", minutes.meeting().toString());
      json.put("version", minutes.version());
      json.put("title", minutes.title());
      json.put("date", minutes.date().toString());
      json.put("status", minutes.status().name());
      json.put("markdown", markdown());
      List<Map<String, Object>> entries = new ArrayList<>();
      for (Entry entry : minutes.minutes().outline().inOrder()) {
        entries.add(json(entry));
      }
      json.put("entries", entries);
      return json;
    }

    private static Map<String, Object> json(Entry entry) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("id", entry.id().toString());
      if (entry.parent() != null) {
        json.put("parent", entry.parent().toString());
      }
      json.put("kind", entry.content().getClass().getSimpleName());
      json.put("text", EntryText.of(entry.content()));
      return json;
    }
  }

  private record Kept(long version, String digest) {}

  private final ReplayedForm form;
  private final @Nullable Path to;
  private final boolean isFile;
  private final boolean keepsLast;
  private final Map<String, Kept> kept = new TreeMap<>();
  private @Nullable Replayed last;

  /**
   * @param to the file, or the folder, to write to; null: nothing is written
   */
  ReplayedMinutes(ReplayedForm form, @Nullable Path to, boolean isFile) {
    this(form, to, isFile, true);
  }

  private ReplayedMinutes(ReplayedForm form, @Nullable Path to, boolean isFile, boolean keepsLast) {
    this.form = form;
    this.to = to;
    this.isFile = isFile;
    this.keepsLast = keepsLast;
  }

  /** Nothing is written; it is there to be compared with. */
  static ReplayedMinutes forComparison(ReplayedForm form) {
    return new ReplayedMinutes(form, null, true, false);
  }

  void take(StoredMinutes minutes) {
    Replayed replayed = new Replayed(minutes);
    String meeting = minutes.meeting().toString();
    kept.put(
        meeting,
        new Kept(
            minutes.version(), Digest.of(replayed.markdown().getBytes(StandardCharsets.UTF_8))));
    if (to != null) {
      write(replayed, isFile ? to : to.resolve(meeting + form.ending()));
    }
    if (keepsLast) {
      last = replayed;
    }
  }

  /** What was handed over last. */
  Optional<Replayed> last() {
    return Optional.ofNullable(last);
  }

  private void write(Replayed replayed, Path file) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.write(file, replayed.text(form).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new CannotRun("cannot write %s: %s.".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * Meetings that went on while the store had been read and the log had not: with the version that
   * the log has.
   */
  Map<MeetingId, Long> ahead(ReplayedMinutes ofStore) {
    Map<MeetingId, Long> ahead = new TreeMap<>();
    kept.forEach(
        (meeting, log) -> {
          Kept store = ofStore.kept.get(meeting);
          if (store == null || store.version() < log.version()) {
            ahead.put(MeetingId.parse(meeting), log.version());
          }
        });
    return ahead;
  }

  /** What is not the same in the other one, which came out of the store, as in this. */
  List<String> differing(ReplayedMinutes ofStore) {
    TreeSet<String> meetings = new TreeSet<>(kept.keySet());
    meetings.addAll(ofStore.kept.keySet());
    List<String> differing = new ArrayList<>();
    for (String meeting : meetings) {
      Kept log = kept.get(meeting);
      Kept store = ofStore.kept.get(meeting);
      if (store == null || log == null) {
        differing.add(meeting + " is only in the " + (log == null ? "store" : "log"));
      } else if (!log.equals(store)) {
        differing.add(
            "%s: version %d in the log, %d in the store%s"
                .formatted(
                    meeting,
                    log.version(),
                    store.version(),
                    log.digest().equals(store.digest()) ? "" : ", with another document"));
      }
    }
    return differing;
  }
}
