package io.minutebook.query.graphql;

import io.minutebook.event.PersonLabel;
import io.minutebook.markdown.MarkdownWriter;
import io.minutebook.minutes.MeetingStatus;
import io.minutebook.query.view.ConsistencyToken;
import io.minutebook.query.view.StoredMinutes;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A meeting as GraphQL shows it; each method is named like the schema's field. */
record MeetingNode(StoredMinutes stored) {

  public String id() {
    return stored.meeting().toString();
  }

  public String series() {
    return stored.meeting().series().slug();
  }

  public String day() {
    return stored.meeting().day();
  }

  public LocalDate date() {
    return stored.date();
  }

  public String title() {
    return stored.title();
  }

  public MeetingStatus status() {
    return stored.status();
  }

  public long version() {
    return stored.version();
  }

  public String token() {
    return new ConsistencyToken(stored.stream(), stored.version()).toString();
  }

  public @Nullable String file() {
    return stored.file();
  }

  public @Nullable Long publishedVersion() {
    return stored.trail().published();
  }

  public @Nullable String coordinates() {
    return stored.coordinates().orElse(null);
  }

  public List<PersonLabel> attendance() {
    return stored.people();
  }

  public List<EntryNode> sections() {
    return entries().stream().filter(EntryNode.Section.class::isInstance).toList();
  }

  public List<EntryNode> entries() {
    return EntryNodes.of(stored.minutes());
  }

  public String markdown() {
    return MarkdownWriter.write(stored.minutes());
  }
}
