package io.minutebook.cli.git;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;

/**
 * A three-way merge by lines that never gives up: what <i>theirs</i> changed against <i>base</i>,
 * applied to <i>ours</i>. Where both changed the same place, the lines of both are kept, but for
 * those that one of them removed, and a line that both added stands there once. So nothing is taken
 * back that theirs had not seen.
 *
 * <p>Places are found as in diff3 (Khanna, Kunal and Pierce, "A formal investigation of diff3",
 * 2007), over JGit's histogram differences.
 */
public final class LineMerge {

  /** A line of the result, and whether only theirs has brought it in. */
  private record Merged(String line, boolean theirs) {}

  /** Where an edit of ours or theirs lies in the base, and how the side's places move with it. */
  private static final class Side {

    private final Lines lines;
    private final EditList edits;
    private int next;
    private int shift;

    Side(Lines base, Lines lines) {
      this.lines = lines;
      this.edits = base.to(lines);
    }

    boolean hasNext() {
      return next < edits.size();
    }

    int begin() {
      return hasNext() ? edits.get(next).getBeginA() : Integer.MAX_VALUE;
    }

    /** What the side has from one of its own places to where it has come to. */
    Lines from(int begin, int endInBase) {
      return lines.part(begin, endInBase + shift);
    }

    /** Takes the next edit; where it ends in the base. */
    int take() {
      Edit edit = edits.get(next++);
      shift += edit.getLengthB() - edit.getLengthA();
      return edit.getEndA();
    }
  }

  private final Lines base;
  private final Lines ours;
  private final Lines theirs;
  private final List<Merged> merged = new ArrayList<>();

  private LineMerge(Lines base, Lines ours, Lines theirs) {
    this.base = base;
    this.ours = ours;
    this.theirs = theirs;
  }

  /** What the change from {@code base} to {@code theirs} makes of {@code ours}. */
  public static byte[] merge(byte[] base, byte[] ours, byte[] theirs) {
    if (Arrays.equals(base, theirs) || Arrays.equals(ours, theirs)) {
      return ours;
    }
    if (Arrays.equals(base, ours)) {
      return theirs;
    }
    return new LineMerge(Lines.of(base), Lines.of(ours), Lines.of(theirs)).merge().bytes();
  }

  private Lines merge() {
    Side our = new Side(base, ours);
    Side their = new Side(base, theirs);
    int done = 0;
    while (our.hasNext() || their.hasNext()) {
      int begin = Math.min(our.begin(), their.begin());
      keep(base.part(done, begin).lines(), false);
      int oursFrom = begin + our.shift;
      int theirsFrom = begin + their.shift;
      int end = begin;
      boolean oursToo = false;
      boolean theirsToo = false;
      while (Math.min(our.begin(), their.begin()) <= end) {
        if (our.begin() <= their.begin()) {
          end = Math.max(end, our.take());
          oursToo = true;
        } else {
          end = Math.max(end, their.take());
          theirsToo = true;
        }
      }
      Lines oursThere = our.from(oursFrom, end);
      Lines theirsThere = their.from(theirsFrom, end);
      if (!theirsToo || oursThere.lines().equals(theirsThere.lines())) {
        keep(oursThere.lines(), false);
      } else if (!oursToo) {
        keep(theirsThere.lines(), true);
      } else {
        weave(base.part(begin, end), oursThere, theirsThere);
      }
      done = end;
    }
    keep(base.part(done, base.size()).lines(), false);
    withoutExcess();
    boolean ended = ours.ended() == base.ended() ? theirs.ended() : ours.ended();
    return new Lines(merged.stream().map(Merged::line).toList(), ended);
  }

  private void keep(List<String> lines, boolean onlyTheirs) {
    lines.forEach(line -> merged.add(new Merged(line, onlyTheirs)));
  }

  /** Both changed a place: what either removed goes, what either added stays, in both's order. */
  private void weave(Lines was, Lines ourPart, Lines theirPart) {
    Tally before = Tally.of(was.lines());
    Tally our = Tally.of(ourPart.lines());
    Tally their = Tally.of(theirPart.lines());
    Tally theyRemoved = new Tally();
    before.lines().forEach(line -> theyRemoved.add(line, before.of(line) - their.of(line)));
    Tally theyAdded = new Tally();
    their
        .lines()
        .forEach(
            line ->
                theyAdded.add(
                    line,
                    their.of(line) - before.of(line) - Math.max(0, our.of(line) - before.of(line))));
    int done = 0;
    for (Edit edit : ourPart.to(theirPart)) {
      keep(ourPart.part(done, edit.getBeginA()).lines(), false);
      for (String line : ourPart.part(edit.getBeginA(), edit.getEndA()).lines()) {
        if (!theyRemoved.take(line)) {
          merged.add(new Merged(line, false));
        }
      }
      keep(newOnes(theirPart.part(edit.getBeginB(), edit.getEndB()).lines(), theyAdded), true);
      done = edit.getEndA();
    }
    keep(ourPart.part(done, ourPart.size()).lines(), false);
  }

  /** The lines that theirs added, with the blank lines among them. */
  private static List<String> newOnes(List<String> lines, Tally theyAdded) {
    List<String> added = new ArrayList<>();
    boolean any = false;
    for (String line : lines) {
      if (line.isBlank()) {
        added.add(line);
      } else if (theyAdded.take(line)) {
        added.add(line);
        any = true;
      }
    }
    return any ? added : List.of();
  }

  /**
   * A line that theirs moved while ours moved or removed it would stand once too often: its place
   * in ours was decided by somebody who has seen it go.
   */
  private void withoutExcess() {
    Tally before = Tally.of(base.lines());
    Tally our = Tally.of(ours.lines());
    Tally their = Tally.of(theirs.lines());
    Tally now = Tally.of(merged.stream().map(Merged::line).toList());
    for (int i = merged.size() - 1; i >= 0; i--) {
      Merged at = merged.get(i);
      String line = at.line();
      if (at.theirs()
          && !line.isBlank()
          && now.of(line) > most(before.of(line), our.of(line), their.of(line))) {
        now.take(line);
        merged.remove(i);
      }
    }
  }

  /** How often a line may stand after both have changed how often it does. */
  private static int most(int before, int our, int their) {
    boolean bothRemoved = our < before && their < before;
    return bothRemoved ? Math.min(our, their) : our + their - before;
  }
}
