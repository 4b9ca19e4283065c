package io.minutebook.query.graphql;

import io.minutebook.query.view.Mention;
import java.time.LocalDate;
import java.util.List;

/** An entry that was asked for; each component is named like the schema's field. */
record MentionNode(
    String id,
    String meeting,
    String entry,
    String series,
    LocalDate date,
    EntryNode.Kind kind,
    String text,
    List<String> sections) {

  static MentionNode of(Mention mention) {
    return new MentionNode(
        mention.entry().toString(),
        mention.entry().meeting().toString(),
        mention.entry().entry().value(),
        mention.entry().meeting().series().slug(),
        mention.date(),
        EntryKinds.of(mention.content()),
        mention.text(),
        mention.sections());
  }
}
