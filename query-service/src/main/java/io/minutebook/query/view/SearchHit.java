package io.minutebook.query.view;

import java.util.List;

/**
 * An entry that has what was looked for.
 *
 * @param score the higher, the better it fits
 * @param parts its text in parts: what was looked for, and what is between
 */
public record SearchHit(Mention entry, double score, List<Part> parts) {

  /**
   * A part of a text.
   *
   * @param hit whether it was looked for
   */
  public record Part(String text, boolean hit) {}

  public SearchHit {
    parts = List.copyOf(parts);
  }
}
