package io.minutebook.query.view;

import io.minutebook.event.EntryAddress;
import io.minutebook.event.EntryId;
import io.minutebook.event.MeetingId;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.Ticket;
import io.minutebook.minutes.Content;
import java.util.List;
import java.util.Set;
import org.bson.Document;

/** By what an entry is found in lists: the fields of its document that have an index. */
final class EntryKeys {

  /** Of the number in an entry's name. */
  private static final int MOST_DIGITS = 9;

  private EntryKeys() {}

  /** The names of the kinds, as documents have them. */
  static String kind(Content content) {
    return switch (content) {
      case Content.Title _ -> "title";
      case Content.Coordinates _ -> "coordinates";
      case Content.Attendance _ -> "attendance";
      case Content.Section _ -> "section";
      case Content.Note _ -> "note";
      case Content.Nothing _ -> "nothing";
      case Content.Announcement _ -> "announcement";
      case Content.Duty _ -> "duty";
      case Content.QueueCount _ -> "queueCount";
      case Content.TicketCount _ -> "ticketCount";
      case Content.Table _ -> "table";
      case Content.ReleaseTickets _ -> "releaseCounts";
      case Content.Release _ -> "release";
      case Content.Row _ -> "row";
      case Content.Support _ -> "support";
      case Content.Action _ -> "action";
      case Content.Decision _ -> "decision";
      case Content.ListedPackage _ -> "package";
    };
  }

  static void append(Document document, EntryVersion version) {
    Content content = version.facts().content();
    String text = EntryText.of(content);
    appendAll(document, "people", people(content).stream().map(PersonLabel::key).toList());
    appendAll(document, "tickets", tickets(content, text));
    List<String> words = Words.of(text);
    appendAll(document, "words", words);
    appendAll(document, "added", version.before() == null ? words : added(words, version.before()));
    switch (content) {
      case Content.Action action -> {
        document.append("status", action.status().name());
        document.append("root", rootKey(root(version, action)));
        if (action.due() != null) {
          document.append("due", action.due().toString());
        }
      }
      case Content.ListedPackage listed -> document.append("status", listed.stage().name());
      case Content.Decision decision -> {
        if (decision.supersedes() != null) {
          document.append("supersedes", decision.supersedes().toString());
        }
      }
      case Content.QueueCount _, Content.TicketCount _ ->
          document.append("counter", TicketNumber.key(TicketNumber.of(version).counter()));
      case Content.Title _ ->
          LastDay.farAhead(version).ifPresent(day -> document.append("ahead", day.toString()));
      case Content.Coordinates _,
          Content.Attendance _,
          Content.Section _,
          Content.Note _,
          Content.Nothing _,
          Content.Announcement _,
          Content.Duty _,
          Content.Table _,
          Content.ReleaseTickets _,
          Content.Release _,
          Content.Row _,
          Content.Support _ -> {}
    }
  }

  /** Those of the words that what was said before has not. */
  private static List<String> added(List<String> words, Content before) {
    Set<String> had = Set.copyOf(Words.of(EntryText.of(before)));
    return words.stream().filter(word -> !had.contains(word)).toList();
  }

  private static void appendAll(Document document, String field, List<String> values) {
    if (!values.isEmpty()) {
      document.append(field, values.stream().distinct().toList());
    }
  }

  /** The people that an entry names in a field of its own. */
  static List<PersonLabel> people(Content content) {
    return switch (content) {
      case Content.Attendance(List<PersonLabel> people) -> people;
      case Content.Support support -> support.people();
      case Content.Action action -> action.owners();
      case Content.Duty duty -> duty.person() == null ? List.of() : List.of(duty.person());
      case Content.Title _,
          Content.Coordinates _,
          Content.Section _,
          Content.Note _,
          Content.Nothing _,
          Content.Announcement _,
          Content.QueueCount _,
          Content.Table _,
          Content.TicketCount _,
          Content.ReleaseTickets _,
          Content.Release _,
          Content.Row _,
          Content.Decision _,
          Content.ListedPackage _ ->
          List.of();
    };
  }

  /** The tickets of an action, and those that any other text mentions. */
  private static List<String> tickets(Content content, String text) {
    List<Ticket> tickets =
        content instanceof Content.Action action ? action.tickets() : Ticket.mentionedIn(text);
    return tickets.stream().map(Ticket::key).toList();
  }

  /** An entry's name in a form whose order as a text is that of the entries. */
  static String rootKey(EntryAddress root) {
    return rootKey(root.meeting().stream(), root.entry());
  }

  /** The same of an entry in a meeting's stream. */
  static String rootKey(String stream, EntryId entry) {
    String number = Integer.toString(entry.number());
    String meeting = stream.substring(stream.indexOf('/') + 1);
    return meeting + "#" + "0".repeat(MOST_DIGITS - number.length()) + number;
  }

  /** The entry that has a name in that form. */
  static EntryAddress root(String key) {
    int hash = key.indexOf('#');
    return new EntryAddress(
        MeetingId.parse(key.substring(0, hash)),
        new EntryId(Integer.parseInt(key.substring(hash + 1))));
  }

  /** The entry that first assigned an action. */
  static EntryAddress root(EntryVersion version, Content.Action action) {
    return action.carried() == null ? version.address() : action.carried().root();
  }
}
