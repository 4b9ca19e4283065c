package io.minutebook.query.graphql;

import io.minutebook.event.PersonLabel;
import io.minutebook.query.view.AttendanceView;
import java.time.LocalDate;

/** That a person attended; each component is named like the schema's field. */
record PresenceNode(String meeting, String series, LocalDate date, PersonLabel person) {

  static PresenceNode of(AttendanceView.Presence presence) {
    return new PresenceNode(
        presence.meeting().toString(),
        presence.meeting().series().slug(),
        presence.date(),
        presence.person());
  }
}
