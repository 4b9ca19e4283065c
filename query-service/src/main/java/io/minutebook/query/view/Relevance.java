package io.minutebook.query.view;

import io.minutebook.minutes.Content;
import java.util.HashMap;
import java.util.Map;

/**
 * How well a text fits what is looked for: Okapi BM25 (Robertson and Zaragoza, The Probabilistic
 * Relevance Framework, 2009) without the inverse document frequency, since every hit has every
 * word; headings, decisions and announcements weigh more.
 */
final class Relevance {

  private static final double SATURATION = 1.2;
  private static final double LENGTH = 0.75;
  private static final double USUAL_LENGTH = 15;

  private Relevance() {}

  /**
   * The higher, the better; to three places, so that it is the same when read from a cursor.
   *
   * @param text what the content says
   */
  static double of(SearchQuery query, Content content, String text) {
    Map<String, Integer> found = new HashMap<>();
    int words = 0;
    int end = 0;
    for (Words.Found word : Words.in(text)) {
      words++;
      if (word.start() >= end && query.isWanted(word.word())) {
        end = word.end();
        found.merge(word.word(), 1, Integer::sum);
      }
    }
    double length = 1 - LENGTH + LENGTH * words / USUAL_LENGTH;
    double score = 0;
    for (int times : found.values()) {
      score += times * (SATURATION + 1) / (times + SATURATION * length);
    }
    return Math.round(score * weight(content) * 1000) / 1000.0;
  }

  private static double weight(Content content) {
    return switch (content) {
      case Content.Decision _ -> 1.5;
      case Content.Title _, Content.Section _, Content.Action _, Content.Announcement _ -> 1.25;
      case Content.Coordinates _,
          Content.Attendance _,
          Content.Note _,
          Content.Nothing _,
          Content.Duty _,
          Content.QueueCount _,
          Content.Table _,
          Content.TicketCount _,
          Content.ReleaseTickets _,
          Content.Release _,
          Content.Row _,
          Content.Support _,
          Content.ListedPackage _ ->
          1;
    };
  }
}
