package io.minutebook.query.graphql;

import io.minutebook.event.PersonLabel;
import io.minutebook.minutes.ActionStatus;
import io.minutebook.query.view.ActionItem;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An action item with its meeting; each component is named like the schema's field. */
record ActionItemNode(
    String meeting,
    String entry,
    String series,
    LocalDate date,
    List<PersonLabel> owners,
    String text,
    List<String> tickets,
    @Nullable LocalDate due,
    ActionStatus status,
    @Nullable String remark,
    @Nullable String section,
    List<String> sections,
    String root,
    @Nullable String carriedFrom) {

  static ActionItemNode of(ActionItem item) {
    return new ActionItemNode(
        item.meeting().toString(),
        item.entry(),
        item.meeting().series().slug(),
        item.date(),
        item.owners(),
        item.text(),
        item.tickets(),
        item.due(),
        item.status(),
        item.remark(),
        item.section(),
        item.sections(),
        item.root().toString(),
        item.from() == null ? null : item.from().toString());
  }
}
