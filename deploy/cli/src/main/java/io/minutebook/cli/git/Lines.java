package io.minutebook.cli.git;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.DiffAlgorithm;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.Sequence;
import org.eclipse.jgit.diff.SequenceComparator;

/**
 * A document as lines, without the line feeds. Each byte is one character (ISO 8859-1), so that
 * every document comes back byte for byte, whatever its encoding.
 */
final class Lines extends Sequence {

  private static final DiffAlgorithm DIFF =
      DiffAlgorithm.getAlgorithm(DiffAlgorithm.SupportedAlgorithm.HISTOGRAM);

  private final List<String> lines;
  private final boolean ended;

  /** Lines, of which the last may lack its line feed. */
  Lines(List<String> lines, boolean ended) {
    this.lines = List.copyOf(lines);
    this.ended = ended;
  }

  static Lines of(byte[] document) {
    String text = new String(document, StandardCharsets.ISO_8859_1);
    List<String> lines = new ArrayList<>();
    int begin = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', begin)) {
      lines.add(text.substring(begin, end));
      begin = end + 1;
    }
    boolean ended = begin == text.length();
    if (!ended) {
      lines.add(text.substring(begin));
    }
    return new Lines(lines, ended);
  }

  byte[] bytes() {
    String text = String.join("\n", lines) + (ended && !lines.isEmpty() ? "\n" : "");
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  List<String> lines() {
    return lines;
  }

  /** Whether the last line has its line feed; so says an empty document, too. */
  boolean ended() {
    return ended;
  }

  Lines part(int begin, int end) {
    return new Lines(lines.subList(begin, end), true);
  }

  /** The places in which another document differs. */
  EditList to(Lines other) {
    return DIFF.diff(SAME_LINE, this, other);
  }

  @Override
  public int size() {
    return lines.size();
  }

  private static final SequenceComparator<Lines> SAME_LINE =
      new SequenceComparator<>() {
        @Override
        public boolean equals(Lines a, int ai, Lines b, int bi) {
          return a.lines.get(ai).equals(b.lines.get(bi));
        }

        @Override
        public int hash(Lines sequence, int at) {
          return sequence.lines.get(at).hashCode();
        }
      };
}
