package io.minutebook.cli;

import io.minutebook.query.audit.Replay;
import io.minutebook.query.audit.Scope;
import io.minutebook.query.view.StoredMinutes;
import io.minutebook.query.view.StoredSeries;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Series and minutes as they come out of a replay. They are written at once where that is asked
 * for; of each only the version and digests are kept, to compare with.
 */
final class ReplayedMinutes implements Replay.Results {

  /**
   * What is known of something that came out.
   *
   * @param state a digest of all that was folded
   * @param document a digest of it in Markdown
   */
  private record Kept(long version, String state, String document) {}

  private static final String SERIES = "/series";

  private final ReplayedForm form;
  private final @Nullable Path to;
  private final boolean isFile;
  private final boolean keepsLast;
  private final Map<String, Kept> kept = new TreeMap<>();
  private @Nullable Replayed lastMeeting;
  private @Nullable Replayed lastSeries;

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

  @Override
  public void meeting(StoredMinutes minutes) {
    take(new Replayed.OfMeeting(minutes));
  }

  @Override
  public void series(StoredSeries series) {
    take(new Replayed.OfSeries(series));
  }

  private void take(Replayed replayed) {
    kept.put(
        replayed.name(),
        new Kept(replayed.version(), Digest.of(replayed.state()), Digest.of(replayed.markdown())));
    if (to != null) {
      write(replayed, isFile ? to : to.resolve(replayed.name() + form.ending()));
    }
    if (keepsLast) {
      switch (replayed) {
        case Replayed.OfMeeting meeting -> lastMeeting = meeting;
        case Replayed.OfSeries series -> lastSeries = series;
      }
    }
  }

  /** The minutes that were handed over last. */
  Optional<Replayed> lastMeeting() {
    return Optional.ofNullable(lastMeeting);
  }

  /** The series that was handed over last. */
  Optional<Replayed> lastSeries() {
    return Optional.ofNullable(lastSeries);
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
   * What went on while the store had been read and the log had not: with the version that the log
   * has.
   */
  Map<String, Long> ahead(ReplayedMinutes ofStore) {
    Map<String, Long> ahead = new TreeMap<>();
    kept.forEach(
        (name, log) -> {
          Kept store = ofStore.kept.get(name);
          if (store == null || store.version() < log.version()) {
            ahead.put(name, log.version());
          }
        });
    return ahead;
  }

  /** What has to be replayed for one thing that came out under a name. */
  static Scope scope(String name) {
    return name.endsWith(SERIES)
        ? Scope.parse(name.substring(0, name.length() - SERIES.length()))
        : Scope.parse(name);
  }

  /** Takes series and leaves minutes: a version that the series has says nothing of theirs. */
  Replay.Results onlySeries() {
    return new Replay.Results() {
      @Override
      public void meeting(StoredMinutes minutes) {}

      @Override
      public void series(StoredSeries series) {
        ReplayedMinutes.this.series(series);
      }
    };
  }

  /** What is not the same in the other one, which came out of the store, as in this. */
  List<String> differing(ReplayedMinutes ofStore) {
    TreeSet<String> names = new TreeSet<>(kept.keySet());
    names.addAll(ofStore.kept.keySet());
    List<String> differing = new ArrayList<>();
    for (String name : names) {
      Kept log = kept.get(name);
      Kept store = ofStore.kept.get(name);
      if (store == null || log == null) {
        differing.add(name + " is only in the " + (log == null ? "store" : "log"));
      } else if (!log.equals(store)) {
        differing.add(
            "%s: version %d in the log, %d in the store%s"
                .formatted(
                    name,
                    log.version(),
                    store.version(),
                    log.document().equals(store.document())
                        ? log.state().equals(store.state()) ? "" : ", with other fields"
                        : ", with another document"));
      }
    }
    return differing;
  }
}
