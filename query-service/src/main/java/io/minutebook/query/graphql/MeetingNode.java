package io.minutebook.query.graphql;

import io.minutebook.event.PersonLabel;
import io.minutebook.markdown.MarkdownWriter;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Entry;
import io.minutebook.minutes.MeetingStatus;
import io.minutebook.minutes.Outline;
import io.minutebook.query.view.StoredMinutes;
import io.minutebook.query.view.Texts;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A meeting as GraphQL shows it; each method is named like the schema's field. */
record MeetingNode(MeetingHeadNode head, StoredMinutes stored) {

  MeetingNode(StoredMinutes stored) {
    this(new MeetingHeadNode(stored.head()), stored);
  }

  public String id() {
    return head.id();
  }

  public String series() {
    return head.series();
  }

  public String day() {
    return head.day();
  }

  public LocalDate date() {
    return head.date();
  }

  public String title() {
    return head.title();
  }

  public MeetingStatus status() {
    return head.status();
  }

  public long version() {
    return head.version();
  }

  public String token() {
    return head.token();
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
    return head.attendance();
  }

  public List<EntryNode> sections() {
    return entries().stream().filter(EntryNode.Section.class::isInstance).toList();
  }

  public List<EntryNode> entries() {
    return EntryNodes.of(stored.minutes());
  }

  /** The entries under the headings of a title, at any depth; case and blanks do not matter. */
  List<EntryNode> entriesOf(String section) {
    Set<String> under = new HashSet<>();
    Outline outline = stored.minutes().outline();
    for (Entry entry : outline.inOrder()) {
      if (entry.content() instanceof Content.Section(int level, String title)
          && Texts.key(title).equals(Texts.key(section))) {
        outline.within(entry.id()).stream().skip(1).forEach(each -> under.add(each.id().value()));
      }
    }
    return entries().stream().filter(entry -> under.contains(entry.id())).toList();
  }

  public String markdown() {
    return MarkdownWriter.write(stored.minutes());
  }
}
