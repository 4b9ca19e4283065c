package io.minutebook.command.recovery;

import java.util.List;

/**
 * What was made anew.
 *
 * @param streams how many there are
 * @param commits how many were written now
 * @param events how many of them
 * @param there how many commits were there before, the same
 * @param problems what could not be made anew, for a person; none: it is whole
 */
public record Recovered(
    long streams, long commits, long events, long there, List<String> problems) {

  public Recovered {
    problems = List.copyOf(problems);
  }
}
