package io.minutebook.query.view;

import io.minutebook.event.PersonLabel;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person in the minutes of a series.
 *
 * @param person by the series' own name for them, or as the minutes first write them
 * @param labels under which the minutes name them, as written, in order
 * @param attended how many meetings
 * @param held of how many
 * @param first the day of the first meeting attended; null: none
 * @param last the day of the last one
 * @param open how many action items of theirs are still to be done, each life once
 * @param done how many were completed
 * @param duties how many entries give them a duty
 */
public record PersonSummary(
    String person,
    List<PersonLabel> labels,
    int attended,
    int held,
    @Nullable LocalDate first,
    @Nullable LocalDate last,
    int open,
    int done,
    int duties) {

  public PersonSummary {
    labels = List.copyOf(labels);
  }
}
