package io.minutebook.command.recovery;

import java.util.List;

/**
 * What was put back from an archive.
 *
 * @param there how many of the commits were there before, from a restore that was stopped
 * @param streamsLeftOut how many streams begin after the instant that was asked for
 * @param streamsShortened how many streams go on after it
 * @param commitsLeftOut how many commits were recorded after it
 * @param problems what was not whole in the archive, and was put back as it is
 */
public record Restored(
    long streams,
    long commits,
    long events,
    long there,
    long seals,
    long streamsLeftOut,
    long streamsShortened,
    long commitsLeftOut,
    long sealsLeftOut,
    List<String> problems) {

  public Restored {
    problems = List.copyOf(problems);
  }
}
