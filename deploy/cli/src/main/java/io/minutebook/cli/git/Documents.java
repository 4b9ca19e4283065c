package io.minutebook.cli.git;

import io.minutebook.cli.files.DocumentName;
import io.minutebook.cli.git.TreeFiles.Found;
import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;

/**
 * The documents of each commit. A document is known by its file's name, which says the meeting: all
 * Markdown files that ever stood in the folder count, wherever they stand in a commit. So a folder
 * that moves takes its documents along.
 */
final class Documents {

  /** The documents of one commit, by meeting. */
  record Snapshot(Map<MeetingId, Found> files) {

    static final Snapshot EMPTY = new Snapshot(Map.of());
  }

  private final SeriesId series;
  private final String folder;
  private final TreeFiles trees;

  /** The names that ever stood in the folder, each with its rank: the earlier, the lower. */
  private final Map<String, Integer> ranks = new LinkedHashMap<>();

  private final Map<MeetingId, String> names = new HashMap<>();
  private final Map<String, String> unusable = new TreeMap<>();

  /**
   * Nothing is known yet.
   *
   * @param folder from the root, with slashes between and none around; empty for the root
   */
  Documents(SeriesId series, String folder, ObjectReader reader) {
    this.series = series;
    this.folder = folder;
    this.trees = new TreeFiles(reader);
  }

  /** Takes note of the names in the folder; to be done for every commit, in their order. */
  void note(RevCommit commit) throws IOException {
    for (Found file : trees.below(commit.getTree())) {
      if (isInFolder(file) && !ranks.containsKey(file.name())) {
        Optional<DocumentName> name = DocumentName.of(file.name());
        if (name.isPresent()) {
          ranks.put(file.name(), ranks.size());
          names.putIfAbsent(name.get().meeting(series), file.name());
        } else {
          unusable.put(file.name(), "its name has no date (YYYYMMDD or YYYY-MM-DD)");
        }
      }
    }
  }

  Map<String, String> unusable() {
    return unusable;
  }

  /** The name under which the minutes of a meeting were known first. */
  String firstName(MeetingId meeting) {
    return names.getOrDefault(meeting, meeting.day() + ".md");
  }

  /** The documents of a commit: of several files for one meeting, the one in the folder. */
  Snapshot of(RevCommit commit) throws IOException {
    List<Found> candidates = new ArrayList<>();
    for (Found file : trees.below(commit.getTree())) {
      if (ranks.containsKey(file.name())) {
        candidates.add(file);
      }
    }
    candidates.sort(
        Comparator.comparing((Found file) -> !isInFolder(file))
            .thenComparingInt(file -> ranks.getOrDefault(file.name(), 0))
            .thenComparingInt(Found::depth)
            .thenComparing(Found::path));
    Map<MeetingId, Found> files = new TreeMap<>();
    for (Found file : candidates) {
      MeetingId meeting = DocumentName.of(file.name()).orElseThrow().meeting(series);
      Found first = files.putIfAbsent(meeting, file);
      if (first != null && !first.name().equals(file.name())) {
        unusable.put(
            file.name(),
            "%s is of the same day; put -2 after the date of a second meeting"
                .formatted(first.name()));
      }
    }
    return new Snapshot(files);
  }

  private boolean isInFolder(Found file) {
    return folder.isEmpty() || file.path().startsWith(folder + "/");
  }
}
