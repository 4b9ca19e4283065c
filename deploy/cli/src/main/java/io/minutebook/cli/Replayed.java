package io.minutebook.cli;

import io.minutebook.event.PersonLabel;
import io.minutebook.markdown.MarkdownWriter;
import io.minutebook.minutes.Series;
import io.minutebook.query.graphql.JsonAlone;
import io.minutebook.query.view.StoredMinutes;
import io.minutebook.query.view.StoredSeries;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** What came out of a replay: a series, or the minutes of a meeting. */
sealed interface Replayed {

  /** By what it is known; at the same time where it belongs in a folder, without an ending. */
  String name();

  long version();

  /** All that was folded, in the form in which views store it. */
  String state();

  String markdown();

  /** The names are those of the query service's JSON. */
  Map<String, Object> json();

  /** As it is printed or written to a file. */
  default String text(ReplayedForm form) {
    return switch (form) {
      case MARKDOWN -> markdown();
      case JSON ->
          JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(json()) + "\n";
    };
  }

  /** A meeting's minutes. */
  record OfMeeting(StoredMinutes minutes) implements Replayed {

    @Override
    public String name() {
      return minutes.meeting().toString();
    }

    @Override
    public long version() {
      return minutes.version();
    }

    @Override
    public String state() {
      return minutes.toDocument().toJson();
    }

    @Override
    public String markdown() {
      return MarkdownWriter.write(minutes.minutes());
    }

    @Override
    public Map<String, Object> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("meeting", name());
      json.putAll(Written.JSON.of(minutes));
      json.put("markdown", markdown());
      return json;
    }
  }

  /** A series, beside its meetings. */
  record OfSeries(StoredSeries series) implements Replayed {

    @Override
    public String name() {
      return series.id().slug() + "/series";
    }

    @Override
    public long version() {
      return series.version();
    }

    @Override
    public String state() {
      return series.toDocument().toJson();
    }

    /** A page for people: there is no document that a series would have been. */
    @Override
    public String markdown() {
      Series folded = series.series();
      MarkdownPage page = new MarkdownPage();
      page.line("# " + folded.name());
      page.line("");
      page.line("Series `%s`, version %d.".formatted(series.id().slug(), version()));
      list(page, "Standing sections", folded.sections());
      list(
          page,
          "Boards",
          folded.boards().entrySet().stream()
              .map(board -> board.getKey() + ": " + String.join(", ", board.getValue()))
              .toList());
      list(
          page,
          "Duty rotas",
          new TreeMap<>(folded.rotas())
              .entrySet().stream()
                  .map(
                      rota ->
                          "%s: %s; from %s on, %s each"
                              .formatted(
                                  rota.getKey(),
                                  rota.getValue().people().stream()
                                      .map(PersonLabel::label)
                                      .collect(Collectors.joining(", ")),
                                  rota.getValue().start(),
                                  MarkdownPage.many(rota.getValue().days(), "day", "days")))
                  .toList());
      list(
          page,
          "People",
          new TreeMap<>(folded.people())
              .entrySet().stream().map(label -> label.getKey() + ": " + label.getValue()).toList());
      String template = folded.template();
      if (template != null) {
        page.heading("Template");
        template.lines().forEach(line -> page.line(line.isEmpty() ? "" : "    " + line));
      }
      return page.toString();
    }

    private static void list(MarkdownPage page, String title, List<String> items) {
      if (!items.isEmpty()) {
        page.heading(title);
        items.forEach(item -> page.line("-   " + MarkdownPage.cell(item)));
      }
    }

    @Override
    public Map<String, Object> json() {
      return Written.JSON.of(series);
    }
  }

  /** Made when the first is written: it takes a moment. */
  final class Written {
    private static final JsonAlone JSON = new JsonAlone();

    private Written() {}
  }
}
