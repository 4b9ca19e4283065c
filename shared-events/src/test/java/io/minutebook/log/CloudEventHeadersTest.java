package io.minutebook.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minutebook.event.SeriesEvent.SeriesRenamed;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventHeadersTest {

  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private static Commit commit(String correlation) {
    EventCodec codec = new EventCodec();
    Meta meta =
        new Meta("anna", null, "RenameSeries", correlation, null, null, Map.of("type", "x"));
    Head head = Commits.of(null, "series/wöchentlich", 4).head();
    return Commit.following(
        head,
        "series/wöchentlich",
        "c5",
        "f5",
        Commits.NOON.plusMillis(5),
        Commits.NOON.minusSeconds(60),
        List.of(
            codec.encode(new SeriesRenamed("one"), meta),
            codec.encode(new SeriesRenamed("two"), meta)));
  }

  @Test
  void an_event_has_the_attributes_of_a_cloud_event_and_its_commit_as_extensions() {
    Commit commit = commit(TRACE);

    Map<String, String> texts = new LinkedHashMap<>();
    CloudEventHeaders.of(commit, 1).toMap().forEach((k, v) -> texts.put(k, new String(v, UTF_8)));

    assertThat(texts)
        .containsExactly(
            Map.entry("content-type", "application/json"),
            Map.entry("ce_specversion", "1.0"),
            Map.entry("ce_source", "/minutebook"),
            Map.entry("ce_id", "series/wöchentlich@5"),
            Map.entry("ce_type", "io.minutebook.SeriesRenamed.v1"),
            Map.entry("ce_time", "2026-03-02T12:00:00.005Z"),
            Map.entry("ce_subject", "series/wöchentlich"),
            Map.entry("traceparent", TRACE),
            Map.entry("ce_v", "4"),
            Map.entry("ce_n", "2"),
            Map.entry("ce_c", "c5"),
            Map.entry("ce_f", "f5"),
            Map.entry("ce_at", "2026-03-02T12:00:00.005Z"),
            Map.entry("ce_occurredat", "2026-03-02T11:59:00Z"),
            Map.entry("ce_prev", HexFormat.of().formatHex(commit.previousHash())),
            Map.entry("ce_hash", HexFormat.of().formatHex(commit.hash())));
    assertThat(
            texts.keySet().stream()
                .filter(name -> name.startsWith("ce_"))
                .collect(Collectors.toSet()))
        .allMatch(name -> name.matches("ce_[a-z0-9]{1,20}"));
  }

  @Test
  void what_was_written_is_read_back() {
    CloudEventHeaders written = CloudEventHeaders.of(commit(TRACE), 0);
    Map<String, byte[]> map = new HashMap<>(written.toMap());
    map.put("something-else", new byte[] {1});

    assertThat(CloudEventHeaders.read(map)).usingRecursiveComparison().isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ticket 4711", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331"})
  void a_correlation_that_is_no_trace_context_is_not_passed_on_as_one(String correlation) {
    assertThat(CloudEventHeaders.of(commit(correlation), 0).toMap())
        .doesNotContainKey("traceparent");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ce_id",
        "ce_subject",
        "ce_type",
        "ce_v",
        "ce_n",
        "ce_c",
        "ce_f",
        "ce_at",
        "ce_prev",
        "ce_hash"
      })
  void a_record_that_lacks_a_header_is_refused(String name) {
    Map<String, byte[]> map = new HashMap<>(CloudEventHeaders.of(commit(TRACE), 0).toMap());
    map.remove(name);

    assertThatThrownBy(() -> CloudEventHeaders.read(map)).isInstanceOf(LogFormatException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "ce_id,series/other@4",
    "ce_id,series/wöchentlich@x",
    "ce_id,series/wöchentlich@6",
    "ce_id,series/wöchentlich@3",
    "ce_v,-1",
    "ce_n,0",
    "ce_n,x",
    "ce_at,yesterday",
    "ce_occurredat,yesterday",
    "ce_hash,00",
    "ce_prev,xyz"
  })
  void a_record_with_a_header_that_cannot_be_read_is_refused(String name, String value) {
    Map<String, byte[]> map = new HashMap<>(CloudEventHeaders.of(commit(TRACE), 0).toMap());
    map.put(name, value.getBytes(UTF_8));

    assertThatThrownBy(() -> CloudEventHeaders.read(map)).isInstanceOf(LogFormatException.class);
  }
}
