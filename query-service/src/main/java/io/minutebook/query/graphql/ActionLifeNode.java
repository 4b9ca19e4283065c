package io.minutebook.query.graphql;

import io.minutebook.event.EntryAddress;
import io.minutebook.event.EntryId;
import io.minutebook.event.PersonLabel;
import io.minutebook.minutes.ActionStatus;
import io.minutebook.query.view.ActionItem;
import io.minutebook.query.view.ActionLife;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An action over all its meetings; each component is named like the schema's field. */
record ActionLifeNode(
    String root,
    String series,
    String text,
    List<PersonLabel> owners,
    List<String> tickets,
    @Nullable LocalDate due,
    ActionStatus status,
    @Nullable String remark,
    boolean open,
    LocalDate since,
    String sinceMeeting,
    String last,
    String lastMeeting,
    LocalDate lastDate,
    long openDays,
    int carriedOver,
    List<ActionStepNode> steps) {

  static ActionLifeNode of(ActionLife life) {
    ActionItem last = life.last();
    return new ActionLifeNode(
        life.root().toString(),
        last.meeting().series().slug(),
        last.text(),
        last.owners(),
        last.tickets(),
        last.due(),
        life.status(),
        life.remark(),
        life.status().isOpen(),
        life.since(),
        life.root().meeting().toString(),
        new EntryAddress(last.meeting(), new EntryId(last.entry())).toString(),
        last.meeting().toString(),
        last.date(),
        life.openDays(),
        life.carriedOver(),
        life.steps().stream().map(ActionStepNode::new).toList());
  }
}
