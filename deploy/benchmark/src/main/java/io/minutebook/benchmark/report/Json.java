package io.minutebook.benchmark.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A report as JSON: {@code {benchmark, settings, runs: [{run, subject, figures}], medians:
 * [{subject, figures}], bars: [{what, atLeast or atMost, median, perRun, holds}]}}.
 */
public final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private Json() {}

  public static String of(Report report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("benchmark", report.benchmark());
    json.put("settings", report.settings());
    json.put("runs", report.rows());
    json.put(
        "medians",
        report.medians().stream()
            .map(row -> Map.of("subject", row.subject(), "figures", row.figures()))
            .toList());
    json.put("bars", report.bars().stream().map(Json::bar).toList());
    return MAPPER.writeValueAsString(json) + "\n";
  }

  private static Map<String, Object> bar(Bar bar) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("what", bar.what());
    json.put(bar.atLeast() ? "atLeast" : "atMost", bar.limit());
    json.put("median", bar.median());
    json.put("perRun", List.copyOf(bar.perRun()));
    json.put("holds", bar.holds());
    return json;
  }
}
