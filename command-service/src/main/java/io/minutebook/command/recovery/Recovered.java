package io.minutebook.command.recovery;

import java.util.ArrayList;
import java.util.List;

/**
 * What was made anew.
 *
 * @param streams how many there are
 * @param commits how many were written now
 * @param events how many of them
 * @param there how many commits were there before, the same
 * @param seals how many seals are there
 * @param problems what could not be made anew, for a person; none: it is whole
 */
public record Recovered(
    long streams, long commits, long events, long there, long seals, List<String> problems) {

  public Recovered {
    problems = List.copyOf(problems);
  }

  Recovered with(long sealsNow, List<String> further) {
    List<String> all = new ArrayList<>(problems);
    all.addAll(further);
    return new Recovered(streams, commits, events, there, sealsNow, all);
  }
}
