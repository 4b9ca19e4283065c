package io.minutebook.cli;

import io.minutebook.cli.GitCheckReport.Difference;
import io.minutebook.cli.client.ImportedMinutes;
import io.minutebook.cli.client.Queries;
import io.minutebook.cli.git.Content;
import io.minutebook.cli.git.DocumentChange;
import io.minutebook.cli.git.GitHistory;
import io.minutebook.cli.git.LineChange;
import io.minutebook.cli.git.Plan;
import io.minutebook.cli.git.Revision;
import io.minutebook.cli.git.UnreadableDocument;
import io.minutebook.event.MeetingId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares the minutes as of each revision with the repository. */
final class GitCheck {

  /** A document: which version each revision led to, and the minutes as of the last one. */
  private static final class Document {

    private final Map<String, Long> versions;
    private Standing standing = Standing.NONE;

    Document(Map<String, Long> versions) {
      this.versions = versions;
    }
  }

  private final GitHistory history;
  private final Queries queries;
  private final Map<MeetingId, Document> documents = new HashMap<>();

  GitCheck(GitHistory history, Queries queries) {
    this.history = history;
    this.queries = queries;
  }

  GitCheckReport run(Plan plan, Progress progress) throws IOException {
    Map<Revision.Kind, Integer> compared = new EnumMap<>(Revision.Kind.class);
    List<Difference> differences = new ArrayList<>();
    for (Revision revision : plan.revisions()) {
      for (DocumentChange change : revision.changes()) {
        compared.merge(revision.kind(), 1, Integer::sum);
        difference(revision, change)
            .ifPresent(
                how ->
                    differences.add(
                        new Difference(
                            change.meeting(), change.file(), revision.id(), revision.kind(), how)));
        progress.step();
      }
    }
    return new GitCheckReport(compared, differences);
  }

  private Optional<String> difference(Revision revision, DocumentChange change) throws IOException {
    Document document = documents.computeIfAbsent(change.meeting(), this::document);
    Standing before = document.standing;
    Standing after = asOf(change.meeting(), document, revision);
    document.standing = after;
    try {
      byte[] wanted = read(change.after());
      return switch (revision.kind()) {
        case MAINLINE, MERGE -> differs(after, wanted);
        case SIDE -> changesOtherwise(before, after, read(change.before()), wanted);
      };
    } catch (UnreadableDocument unreadable) {
      return Optional.of(String.valueOf(unreadable.getMessage()));
    }
  }

  private Document document(MeetingId meeting) {
    return new Document(queries.imported(meeting).map(ImportedMinutes::revisions).orElse(Map.of()));
  }

  /** A revision that is not recorded has changed nothing: the minutes stand as before it. */
  private Standing asOf(MeetingId meeting, Document document, Revision revision) {
    Long version = document.versions.get(revision.id());
    if (version == null || version == document.standing.version()) {
      return document.standing;
    }
    return queries.asOf(meeting, version).map(Standing::of).orElse(Standing.NONE);
  }

  private byte @Nullable [] read(@Nullable Content content) throws IOException {
    return content == null ? null : history.read(content);
  }

  private static Optional<String> differs(Standing after, byte @Nullable [] wanted) {
    if (wanted == null) {
      return after.isLive()
          ? Optional.of("the file was deleted, the meeting is not cancelled")
          : Optional.empty();
    }
    if (!after.exists()) {
      return Optional.of("there is a file, but there are no minutes");
    }
    if (after.cancelled()) {
      return Optional.of("there is a file, but the meeting is cancelled");
    }
    return firstDifference(wanted, after.content());
  }

  private static Optional<String> firstDifference(byte[] file, byte[] minutes) {
    int at = Arrays.mismatch(file, minutes);
    if (at < 0) {
      return Optional.empty();
    }
    int line = 1;
    int begin = 0;
    for (int i = 0; i < at; i++) {
      if (file[i] == '\n') {
        line++;
        begin = i + 1;
      }
    }
    return Optional.of(
        "line %d: the file has %s, the minutes %s"
            .formatted(line, lineFrom(file, begin), lineFrom(minutes, begin)));
  }

  private static String lineFrom(byte[] document, int begin) {
    if (begin >= document.length) {
      return "nothing";
    }
    int end = begin;
    while (end < document.length && document[end] != '\n') {
      end++;
    }
    return "\"" + new String(document, begin, end - begin, StandardCharsets.UTF_8) + "\"";
  }

  private static Optional<String> changesOtherwise(
      Standing before, Standing after, byte @Nullable [] seen, byte @Nullable [] wanted) {
    if (wanted == null) {
      boolean asSeen = before.isLive() && Arrays.equals(before.content(), seen);
      if (asSeen) {
        return after.cancelled()
            ? Optional.empty()
            : Optional.of("the file was deleted, the meeting is not cancelled");
      }
      return after.version() == before.version()
          ? Optional.empty()
          : Optional.of(
              "the file was deleted after others had changed it, and the minutes changed");
    }
    if (!before.exists() || (before.cancelled() && seen == null)) {
      return differs(after, wanted);
    }
    if (after.cancelled()) {
      return Optional.of("there is a file, but the meeting is cancelled");
    }
    LineChange made = LineChange.between(before.content(), after.content());
    return made.differsFrom(LineChange.between(seen == null ? new byte[0] : seen, wanted));
  }
}
