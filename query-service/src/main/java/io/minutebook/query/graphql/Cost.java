package io.minutebook.query.graphql;

import graphql.analysis.FieldComplexityCalculator;
import graphql.analysis.FieldComplexityEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * What a query may cost at most: a field costs 1; the fields in a list cost as often as the list
 * may have items.
 */
final class Cost implements FieldComplexityCalculator {

  private static final int ENTRIES = 50;
  private static final int STEPS = 10;
  private static final int CHANGES = 10;
  private static final int MEETINGS = 2;
  private static final int DOCUMENT = 50;
  private static final int SERIES = 5000;
  private static final int MANY_SERIES = 20;

  @Override
  public int calculate(FieldComplexityEnvironment field, int children) {
    if (field.getArguments().get("first") instanceof Integer first) {
      int item = isOfThePast(field) ? children + DOCUMENT : children;
      boolean folds = field.getField().getName().equals("blame");
      return saturated(1L + (folds ? 2L * DOCUMENT : 0) + (long) Math.max(first, 1) * item);
    }
    return switch (field.getParentType().getName() + "." + field.getField().getName()) {
      case "Meeting.entries",
          "Meeting.entriesOf",
          "Meeting.sections",
          "Meeting.revisions",
          "MeetingDiff.entries",
          "MeetingChange.entries",
          "SeriesChanges.meetings",
          "SeriesChanges.stillOpen" ->
          saturated(1L + (long) ENTRIES * children);
      case "MeetingUpdate.changes", "SeriesUpdate.changes" ->
          saturated(1L + (long) CHANGES * children);
      case "SeriesUpdate.meetings" -> saturated(1L + (long) MEETINGS * children);
      case "ActionLife.steps", "Change.diff", "EntryDiff.diff" ->
          saturated(1L + (long) STEPS * children);
      case "Query.series" ->
          saturated(
              1L + (long) MANY_SERIES * (isOfThePast(field) ? children + DOCUMENT : children));
      case "Query.diff" -> saturated(1L + 2L * DOCUMENT + children);
      case "Query.whatChanged" -> saturated(1L + SERIES + children);
      case "Meeting.markdown", "MeetingDiff.text" -> DOCUMENT;
      default -> saturated(1L + children);
    };
  }

  /** Whether what a field answers is folded, because it is asked for as of an earlier moment. */
  static boolean isOfThePast(@Nullable FieldComplexityEnvironment field) {
    return field != null
        && (field.getArguments().get("asOf") != null
            || field.getArguments().get("asOfVersion") != null
            || isOfThePast(field.getParentEnvironment()));
  }

  private static int saturated(long cost) {
    return (int) Math.min(cost, Integer.MAX_VALUE / 4);
  }
}
