package io.minutebook.command.recovery;

import io.minutebook.log.Commit;
import io.minutebook.log.Head;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts commits as they go by, stream by stream, and takes a digest of the streams' ends. */
final class StreamEnds {

  private static final int MOST_TOLD = 100;

  private final Sha256 heads = new Sha256();
  private final List<String> broken = new ArrayList<>();
  private @Nullable Head head;
  private boolean isBroken;
  private long streams;
  private long commits;
  private long events;

  void add(Commit commit) {
    Head before = head;
    if (before == null || !before.stream().equals(commit.stream())) {
      end();
      before = null;
      streams++;
      isBroken = false;
    }
    if (!isBroken && !(commit.isIntact() && commit.follows(before))) {
      isBroken = true;
      if (broken.size() < MOST_TOLD) {
        broken.add(
            "%s is not whole from version %d on: a hash does not fit, or a commit is missing"
                .formatted(commit.stream(), commit.version()));
      }
    }
    head = commit.head();
    commits++;
    events += commit.events().size();
  }

  private void end() {
    Head last = head;
    if (last != null) {
      heads.add(
          "%s@%d %s\n"
              .formatted(last.stream(), last.version(), HexFormat.of().formatHex(last.hash()))
              .getBytes(StandardCharsets.UTF_8));
    }
  }

  /** The digest of all ends; nothing may be added afterwards. */
  String digest() {
    end();
    return heads.hex();
  }

  long streams() {
    return streams;
  }

  long commits() {
    return commits;
  }

  long events() {
    return events;
  }

  /** What is not whole, the first of each stream, for a person. */
  List<String> broken() {
    return broken;
  }
}
