package io.minutebook.query.audit;

import io.minutebook.query.audit.BoundedDiff.Region;
import io.minutebook.query.audit.DiffPart.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What changed from one text to another, word by word; line by line, or the whole, where there is
 * too much of it for that.
 */
public final class WordDiff {

  /** Words of one text beyond which lines are compared. */
  static final int MOST_WORDS = 20_000;

  /** A word, blanks, or any one other character. */
  private static final Pattern WORDS =
      Pattern.compile("[\\p{L}\\p{M}\\p{N}_]++|\\s++|.", Pattern.DOTALL);

  private static final Pattern LINES = Pattern.compile("[^\\n]*+\\n|[^\\n]++");

  private WordDiff() {}

  /** The parts of two texts in order; a text that is null has none. */
  public static List<DiffPart> between(@Nullable String before, @Nullable String after) {
    String from = before == null ? "" : before;
    String to = after == null ? "" : after;
    if (from.equals(to)) {
      return whole(Op.SAME, from);
    }
    if (from.isEmpty() || to.isEmpty()) {
      return whole(from.isEmpty() ? Op.ADDED : Op.REMOVED, from.isEmpty() ? to : from);
    }
    return parts(WORDS, from, to)
        .or(() -> parts(LINES, from, to))
        .orElseGet(() -> List.of(new DiffPart(Op.REMOVED, from), new DiffPart(Op.ADDED, to)));
  }

  private static List<DiffPart> whole(Op op, String text) {
    return text.isEmpty() ? List.of() : List.of(new DiffPart(op, text));
  }

  private static Optional<List<DiffPart>> parts(Pattern pieces, String before, String after) {
    List<String> from = split(pieces, before);
    List<String> to = split(pieces, after);
    if (from.size() > MOST_WORDS || to.size() > MOST_WORDS) {
      return Optional.empty();
    }
    return BoundedDiff.between(from, to).map(regions -> parts(regions, from, to));
  }

  /** One more than the most, if there are more. */
  private static List<String> split(Pattern pieces, String text) {
    return pieces.matcher(text).results().limit(MOST_WORDS + 1L).map(MatchResult::group).toList();
  }

  private static List<DiffPart> parts(List<Region> regions, List<String> from, List<String> to) {
    Writing writing = new Writing();
    int done = 0;
    for (Region region : regions) {
      writing.between(text(from, done, region.from()));
      writing.removed.append(text(from, region.from(), region.fromEnd()));
      writing.added.append(text(to, region.to(), region.toEnd()));
      done = region.fromEnd();
    }
    writing.flush();
    writing.add(Op.SAME, text(from, done, from.size()));
    return writing.parts;
  }

  private static String text(List<String> pieces, int from, int to) {
    return String.join("", pieces.subList(from, to));
  }

  /** The parts so far, and what was removed and added last. */
  private static final class Writing {
    private final List<DiffPart> parts = new ArrayList<>();
    private final StringBuilder removed = new StringBuilder();
    private final StringBuilder added = new StringBuilder();

    /** Blanks between words that were all replaced are replaced with them: so people read it. */
    void between(String same) {
      if (same.isBlank() && !removed.isEmpty() && !added.isEmpty()) {
        removed.append(same);
        added.append(same);
        return;
      }
      flush();
      add(Op.SAME, same);
    }

    void flush() {
      add(Op.REMOVED, removed.toString());
      add(Op.ADDED, added.toString());
      removed.setLength(0);
      added.setLength(0);
    }

    void add(Op op, String text) {
      if (!text.isEmpty()) {
        parts.add(new DiffPart(op, text));
      }
    }
  }
}
