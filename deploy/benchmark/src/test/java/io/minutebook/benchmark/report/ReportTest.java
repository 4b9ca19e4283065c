package io.minutebook.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.minutebook.benchmark.load.Measured;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {

  private final Report report = new Report("append");

  private void run(int run, double ours, double theirs) {
    report.add(new Row(run, "ours", Map.of(Row.PER_SECOND, ours)));
    report.add(new Row(run, "theirs", Map.of(Row.PER_SECOND, theirs)));
  }

  @Test
  void a_ratio_is_that_of_two_figures_of_the_same_run() {
    run(1, 40, 10);
    run(2, 90, 30);
    run(3, 50, 10);
    assertThat(report.ratios("ours", "theirs", Row.PER_SECOND)).containsExactly(4.0, 3.0, 5.0);
    report.bar("ratio", report.ratios("ours", "theirs", Row.PER_SECOND), true, 4);
    // and not 50/10, the ratio of the medians
    assertThat(report.bars().getFirst().median()).isEqualTo(4);
    assertThat(report.holds()).isTrue();
  }

  @Test
  void a_bar_fails_when_its_median_is_on_the_wrong_side() {
    assertThat(new Bar("speed", List.of(3.9, 4.1, 3.8), true, 4).holds()).isFalse();
    assertThat(new Bar("speed", List.of(3.9, 4.1, 4.0), true, 4).holds()).isTrue();
    assertThat(new Bar("delay", List.of(49.0, 51.0, 52.0), false, 50).holds()).isFalse();
    assertThat(new Bar("delay", List.of(49.0, 51.0, 50.0), false, 50).holds()).isTrue();
    report.bar("speed", List.of(3.9), true, 4);
    assertThat(report.holds()).isFalse();
  }

  @Test
  void what_was_not_measured_is_not_judged() {
    run(1, 40, 10);
    report.bar("ratio", report.ratios("ours", "nobody", Row.PER_SECOND), true, 4);
    assertThat(report.bars()).isEmpty();
  }

  @Test
  void the_median_of_an_even_number_is_the_mean_of_the_two_in_the_middle() {
    assertThat(Median.of(List.of(4.0, 1.0, 3.0, 100.0))).isEqualTo(3.5);
    assertThat(Median.of(List.of(9.0))).isEqualTo(9);
    assertThatThrownBy(() -> Median.of(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_row_has_the_percentiles_of_what_was_measured_in_milliseconds() {
    Histogram latency = new Histogram(3);
    for (int i = 1; i <= 1_000; i++) {
      latency.recordValue(i * 1_000_000L);
    }
    Row row =
        Row.of(
            1,
            "ours",
            new Measured(1_000, 1_500, Duration.ofSeconds(4), latency),
            Map.of("backlog", 7.0));
    assertThat(row.figure(Row.PER_SECOND)).isEqualTo(250);
    assertThat(row.figure(Row.P50)).isCloseTo(500, within(1.0));
    assertThat(row.figure("p90 ms")).isCloseTo(900, within(1.0));
    assertThat(row.figure(Row.P99)).isCloseTo(990, within(1.0));
    assertThat(row.figure("p99.9 ms")).isCloseTo(999, within(1.0));
    assertThat(row.figure("max ms")).isCloseTo(1_000, within(1.0));
    assertThat(row.figure("backlog")).isEqualTo(7);
    assertThatThrownBy(() -> row.figure("p95 ms")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_table_shows_runs_medians_and_bars() {
    run(1, 40, 10);
    run(2, 12_345, 30);
    report.setting("load", "256 senders");
    report.bar("ours / theirs", report.ratios("ours", "theirs", Row.PER_SECOND), true, 500);
    assertThat(TextTable.of(report).lines())
        .containsExactly(
            "append",
            "  load: 256 senders",
            "",
            "run             per second",
            "1       ours         40.00",
            "1       theirs       10.00",
            "2       ours        12,345",
            "2       theirs       30.00",
            "median  ours         6,193",
            "median  theirs       20.00",
            "",
            "               promised  median            per run",
            "ours / theirs  >= 500.0   207.8  FAILS  4.00 411.5");
  }

  @Test
  void the_json_has_the_same_in_full_precision() {
    run(1, 40.125, 10);
    report.setting("load", "256 senders");
    report.bar("ours / theirs", report.ratios("ours", "theirs", Row.PER_SECOND), true, 4);
    report.bar("delay", List.of(1.5), false, 1);
    JsonNode json = JsonMapper.shared().readTree(Json.of(report));
    assertThat(json)
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {"benchmark": "append",
                     "settings": {"load": "256 senders"},
                     "runs": [
                       {"run": 1, "subject": "ours", "figures": {"per second": 40.125}},
                       {"run": 1, "subject": "theirs", "figures": {"per second": 10.0}}],
                     "medians": [
                       {"subject": "ours", "figures": {"per second": 40.125}},
                       {"subject": "theirs", "figures": {"per second": 10.0}}],
                     "bars": [
                       {"what": "ours / theirs", "atLeast": 4.0, "median": 4.0125,
                        "perRun": [4.0125], "holds": true},
                       {"what": "delay", "atMost": 1.0, "median": 1.5,
                        "perRun": [1.5], "holds": false}]}
                    """));
  }
}
