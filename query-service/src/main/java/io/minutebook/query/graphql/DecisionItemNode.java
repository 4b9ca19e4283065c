package io.minutebook.query.graphql;

import io.minutebook.event.EntryAddress;
import io.minutebook.query.view.Decision;
import io.minutebook.query.view.DecisionItem;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A decision and what became of it; each component is named like the schema's field. */
record DecisionItemNode(
    String id,
    String meeting,
    String entry,
    String series,
    LocalDate date,
    String text,
    @Nullable String supersedes,
    List<String> supersededBy,
    boolean inForce,
    List<String> sections) {

  static DecisionItemNode of(Decision decision) {
    DecisionItem item = decision.item();
    return new DecisionItemNode(
        item.address().toString(),
        item.meeting().toString(),
        item.entry(),
        item.meeting().series().slug(),
        item.date(),
        item.text(),
        item.supersedes() == null ? null : item.supersedes().toString(),
        decision.supersededBy().stream().map(EntryAddress::toString).toList(),
        decision.inForce(),
        item.sections());
  }
}
