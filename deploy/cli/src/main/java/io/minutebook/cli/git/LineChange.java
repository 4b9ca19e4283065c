package io.minutebook.cli.git;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which lines a change adds and removes, regardless of their places and of blank lines: by this,
 * the change that a revision made in the minutes is compared with the change of the commit.
 */
public final class LineChange {

  private final Tally before;
  private final Tally after;

  private LineChange(Tally before, Tally after) {
    this.before = before;
    this.after = after;
  }

  public static LineChange between(byte[] before, byte[] after) {
    return new LineChange(Tally.of(Lines.of(before).lines()), Tally.of(Lines.of(after).lines()));
  }

  /**
   * How this change, which was made elsewhere, is not that one: a line that it adds or removes more
   * or fewer times. It may leave out adding a line that had been added there already, and removing
   * one that was gone already; nothing else.
   *
   * @return the first such line, in words; empty if this is that change
   */
  public Optional<String> differsFrom(LineChange that) {
    TreeSet<String> lines = new TreeSet<>(before.lines());
    lines.addAll(after.lines());
    lines.addAll(that.before.lines());
    lines.addAll(that.after.lines());
    return lines.stream()
        .filter(line -> !line.isBlank() && !agreesOn(line, that))
        .findFirst()
        .map(
            line ->
                "\"%s\": %s, in the commit %s"
                    .formatted(
                        new String(
                            line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8),
                        inWords(of(line)),
                        inWords(that.of(line))));
  }

  private boolean agreesOn(String line, LineChange that) {
    int here = of(line);
    int there = that.of(line);
    int ahead = before.of(line) - that.before.of(line);
    if (there > 0) {
      return here <= there && here >= Math.max(0, there - Math.max(0, ahead));
    }
    return here >= there && here <= Math.min(0, there + Math.max(0, -ahead));
  }

  private int of(String line) {
    return after.of(line) - before.of(line);
  }

  private static String inWords(int times) {
    return times == 0
        ? "neither added nor removed"
        : (times > 0 ? "added " : "removed ")
            + (Math.abs(times) == 1 ? "once" : Math.abs(times) + " times");
  }
}
