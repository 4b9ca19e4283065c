package io.minutebook.cli;

import io.minutebook.cli.client.ImportedMinutes;
import io.minutebook.cli.client.Queries;
import io.minutebook.event.MeetingId;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far the history of a document has been brought in, and what stands since. */
final class ImportedDocument {

  private final int lastPlace;
  private final @Nullable String refusal;
  private boolean refused;
  private Standing standing;

  private ImportedDocument(int lastPlace, @Nullable String refusal, Standing standing) {
    this.lastPlace = lastPlace;
    this.refusal = refusal;
    this.standing = standing;
  }

  /** Asks what stands; {@code overwrite}: whatever it is, it may be replaced. */
  static ImportedDocument find(
      MeetingId meeting, GitImport.Known known, Queries queries, boolean overwrite) {
    Optional<ImportedMinutes> found = queries.imported(meeting);
    if (found.isEmpty()) {
      return new ImportedDocument(-1, null, Standing.NONE);
    }
    ImportedMinutes head = found.get();
    int lastPlace = head.revisions().keySet().stream().mapToInt(known::placeOf).max().orElse(-1);
    Standing now = Standing.of(head);
    if (overwrite) {
      return new ImportedDocument(lastPlace, null, now);
    }
    Map.@Nullable Entry<String, Long> last = null;
    for (Map.Entry<String, Long> revision : head.revisions().entrySet()) {
      last = revision;
    }
    if (last == null) {
      return new ImportedDocument(
          -1,
          "its minutes were not brought in from git; with --overwrite, its revisions replace them",
          Standing.NONE);
    }
    if (known.isForeign(last.getKey())) {
      return new ImportedDocument(
          lastPlace,
          "its minutes hold revision %.7s, which this history does not have; with --overwrite, its revisions replace them"
              .formatted(last.getKey()),
          now);
    }
    if (last.getValue() == head.version()) {
      return new ImportedDocument(lastPlace, null, now);
    }
    Standing then = queries.asOf(meeting, last.getValue()).map(Standing::of).orElse(now);
    boolean edited =
        then.cancelled() != now.cancelled() || !Arrays.equals(then.content(), now.content());
    return edited
        ? new ImportedDocument(
            lastPlace,
            "its minutes were edited in Minutebook since revision %.7s (versions %d to %d); with --overwrite, its new revisions replace that"
                .formatted(last.getKey(), last.getValue() + 1, head.version()),
            then)
        : new ImportedDocument(lastPlace, null, now);
  }

  /** Whether the revision at this place of the plan is in the minutes, or before one that is. */
  boolean has(int place) {
    return place <= lastPlace;
  }

  /** Why nothing more may be brought in, if so. */
  @Nullable String refusal() {
    return refusal;
  }

  /** Whether this is the first time that it is refused. */
  boolean refuseOnce() {
    boolean first = !refused;
    refused = true;
    return first;
  }

  /** What stands: where somebody edited the minutes, what stood before that. */
  Standing standing() {
    return standing;
  }

  void stands(Standing now) {
    standing = now;
  }
}
