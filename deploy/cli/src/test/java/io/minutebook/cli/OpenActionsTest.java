package io.minutebook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class OpenActionsTest {

  private final OpenActions open =
      OpenActions.of(
          JsonMapper.shared()
              .readTree(
                  """
                  {"actions": [
                    {"address": "weekly/2026-03-02#e3", "owners": ["Bo", "Di"], "text": "Mend\\nit",
                     "status": "BLOCKED", "since": "2026-02-02", "carried": 4},
                    {"address": "weekly/2026-03-02#e12", "owners": ["Cy"], "text": "Paint",
                     "due": "2026-03-09", "status": "OPEN", "since": "2026-03-02", "carried": 0}
                  ]}"""));

  @Test
  void each_is_shown_on_a_line_with_its_age() {
    assertThat(open.lines())
        .containsExactly(
            "e3    Bo, Di: Mend (blocked, since 2026-02-02, carried over 4 times)",
            "e12   Cy: Paint (due 2026-03-09, since 2026-03-02)");
  }

  @Test
  void all_none_or_some_are_chosen() {
    assertThat(open.chosen(List.of("all")))
        .containsExactly("weekly/2026-03-02#e3", "weekly/2026-03-02#e12");
    assertThat(open.chosen(List.of("none"))).isEmpty();
    assertThat(open.chosen(List.of("e12", " weekly/2026-01-05#e3")))
        .containsExactly("weekly/2026-03-02#e12", "weekly/2026-01-05#e3");
  }

  @Test
  void a_word_that_means_none_of_them_is_named() {
    assertThatThrownBy(() -> open.chosen(List.of("e3", "e4")))
        .isInstanceOf(CannotRun.class)
        .hasMessageContaining("'e4' is not one of the open actions: all, none, e3, e12.");
  }
}
