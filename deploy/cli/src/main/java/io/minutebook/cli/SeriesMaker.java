package io.minutebook.cli;

import io.minutebook.cli.client.Commands;
import io.minutebook.cli.client.Precondition;
import io.minutebook.cli.client.Problem;
import io.minutebook.cli.client.Queries;
import io.minutebook.cli.files.TitleLine;
import io.minutebook.event.SeriesId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the series that documents are brought into, where there is none. */
final class SeriesMaker {

  private static final int CONFLICT = 409;
  private static final int STALE = 412;

  private final SeriesId series;
  private final Commands commands;
  private final Queries queries;

  SeriesMaker(SeriesId series, Commands commands, Queries queries) {
    this.series = series;
    this.commands = commands;
    this.queries = queries;
  }

  /**
   * Sees to it that there is the series.
   *
   * @param name what it is called; null for what the title of the first document says
   * @return whether it had to be made
   */
  boolean make(@Nullable String name, byte[] firstDocument) {
    if (queries.hasSeries(series)) {
      return false;
    }
    String called =
        name != null
            ? name
            : TitleLine.of(firstDocument)
                .map(TitleLine::name)
                .filter(it -> !it.isBlank())
                .orElse(series.slug());
    try {
      commands.command(
          series,
          "CreateSeries",
          Map.of("name", called),
          new Precondition.New(),
          Digest.of("series", series.slug(), called));
      return true;
    } catch (Problem problem) {
      if (problem.status() == CONFLICT || problem.status() == STALE) {
        return false; // somebody else was quicker, or the query side had not heard of it
      }
      throw problem;
    }
  }
}
