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

  /** Who brought a line in; nobody: it was left out here. */
  private enum From {
    BOTH,
    OURS,
    THEIRS,
    NOBODY
  }

  /** A line of the result, or one that might stand there. */
  private record Merged(String line, From from) {}

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
      keep(base.part(done, begin), From.BOTH);
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
      if (!theirsToo) {
        keep(oursThere, From.OURS);
      } else if (!oursToo) {
        keep(base.part(begin, end), From.NOBODY);
        keep(theirsThere, From.THEIRS);
      } else {
        weave(base.part(begin, end), oursThere, theirsThere);
      }
      done = end;
    }
    keep(base.part(done, base.size()), From.BOTH);
    setCountsRight();
    boolean ended = ours.ended() == base.ended() ? theirs.ended() : ours.ended();
    return new Lines(standing(), ended);
  }

  private void keep(Lines lines, From from) {
    lines.lines().forEach(line -> merged.add(new Merged(line, from)));
  }

  /** What both have in a place that both changed: once, but it may have to stand twice. */
  private void keepBoth(Lines lines) {
    for (String line : lines.lines()) {
      merged.add(new Merged(line, From.BOTH));
      merged.add(new Merged(line, From.NOBODY));
    }
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
                    their.of(line)
                        - before.of(line)
                        - Math.max(0, our.of(line) - before.of(line))));
    int done = 0;
    for (Edit edit : ourPart.to(theirPart)) {
      keepBoth(ourPart.part(done, edit.getBeginA()));
      for (String line : ourPart.part(edit.getBeginA(), edit.getEndA()).lines()) {
        merged.add(new Merged(line, theyRemoved.take(line) ? From.NOBODY : From.OURS));
      }
      merged.addAll(newOnes(theirPart.part(edit.getBeginB(), edit.getEndB()), theyAdded));
      done = edit.getEndA();
    }
    keepBoth(ourPart.part(done, ourPart.size()));
  }

  /** The lines that theirs added, with the blank lines among them. */
  private static List<Merged> newOnes(Lines lines, Tally theyAdded) {
    List<Merged> marked = new ArrayList<>();
    boolean any = false;
    for (String line : lines.lines()) {
      boolean added = !line.isBlank() && theyAdded.take(line);
      any |= added;
      marked.add(new Merged(line, added ? From.THEIRS : From.NOBODY));
    }
    if (any) {
      marked.replaceAll(it -> it.line().isBlank() ? new Merged(it.line(), From.THEIRS) : it);
    }
    return marked;
  }

  /**
   * Lines that were moved can stand once too often or too seldom. Where theirs moved a line that
   * ours moved or removed, ours has decided; where theirs removed one that ours moved, it goes from
   * where ours put it; where theirs moved one that ours doubled, it stays double.
   */
  private void setCountsRight() {
    Tally before = Tally.of(base.lines());
    Tally our = Tally.of(ours.lines());
    Tally their = Tally.of(theirs.lines());
    Tally now = Tally.of(standing());
    for (From from : List.of(From.THEIRS, From.OURS, From.BOTH)) {
      for (int i = merged.size() - 1; i >= 0; i--) {
        String line = merged.get(i).line();
        if (merged.get(i).from() == from
            && !line.isBlank()
            && now.of(line) > most(before.of(line), our.of(line), their.of(line))) {
          now.take(line);
          merged.set(i, new Merged(line, From.NOBODY));
        }
      }
    }
    for (int i = 0; i < merged.size(); i++) {
      String line = merged.get(i).line();
      if (merged.get(i).from() == From.NOBODY
          && !line.isBlank()
          && now.of(line) < least(before.of(line), our.of(line), their.of(line))) {
        now.add(line, 1);
        merged.set(i, new Merged(line, From.BOTH));
      }
    }
  }

  private List<String> standing() {
    return merged.stream().filter(it -> it.from() != From.NOBODY).map(Merged::line).toList();
  }

  /** How often a line may stand after both have changed how often it does. */
  private static int most(int before, int our, int their) {
    boolean bothRemoved = our < before && their < before;
    return bothRemoved ? Math.min(our, their) : our + their - before;
  }

  /** How often it has to stand. */
  private static int least(int before, int our, int their) {
    boolean bothAdded = our > before && their > before;
    return bothAdded ? Math.max(our, their) : our + their - before;
  }
}
