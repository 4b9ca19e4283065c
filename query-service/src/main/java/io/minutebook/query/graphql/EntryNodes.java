package io.minutebook.query.graphql;

import io.minutebook.event.EntryAddress;
import io.minutebook.event.EntryId;
import io.minutebook.event.MeetingId;
import io.minutebook.event.ReleaseCount;
import io.minutebook.event.Ticket;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Entry;
import io.minutebook.minutes.Minutes;
import io.minutebook.minutes.TableKind;
import io.minutebook.query.graphql.EntryNode.Standing;
import io.minutebook.query.view.EntryText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists the entries of some minutes in the order of the document. */
final class EntryNodes {

  private final Minutes minutes;
  private final Map<EntryId, Integer> depths = new HashMap<>();

  private EntryNodes(Minutes minutes) {
    this.minutes = minutes;
  }

  static List<EntryNode> of(Minutes minutes) {
    EntryNodes nodes = new EntryNodes(minutes);
    return minutes.outline().inOrder().stream().map(nodes::node).toList();
  }

  private EntryNode node(Entry entry) {
    EntryId parent = entry.parent();
    int depth = parent == null ? 0 : depths.getOrDefault(parent, 0) + 1;
    depths.put(entry.id(), depth);
    Content content = entry.content();
    String text =
        switch (content) {
          case Content.Action action -> action.text();
          case Content.Decision decision -> decision.text();
          case Content.ListedPackage listed -> listed.text();
          default -> EntryText.of(content);
        };
    Standing standing = new Standing(entry.id(), parent, depth, entry.form().name(), text);
    return switch (content) {
      case Content.Title _ -> new EntryNode.Title(standing);
      case Content.Coordinates _ -> new EntryNode.Coordinates(standing);
      case Content.Attendance c -> new EntryNode.Attendance(standing, c.people());
      case Content.Section c -> new EntryNode.Section(standing, c.level(), c.title());
      case Content.Note _ -> new EntryNode.Note(standing);
      case Content.Nothing _ -> new EntryNode.Nothing(standing);
      case Content.Announcement _ -> new EntryNode.Announcement(standing);
      case Content.Duty c -> new EntryNode.Duty(standing, c.slot(), c.person(), c.tentative());
      case Content.QueueCount c ->
          new EntryNode.QueueCount(standing, c.queue(), c.count(), c.stated(), c.wording());
      case Content.Table c -> new EntryNode.Table(standing, c.header(), c.board(), c.tableKind());
      case Content.TicketCount c ->
          new EntryNode.TicketCount(standing, c.board(), c.state(), c.count(), c.stated());
      case Content.ReleaseTickets c ->
          new EntryNode.ReleaseCounts(standing, c.status(), columns(entry, c.columns()));
      case Content.Release c -> new EntryNode.Release(standing, c.plan());
      case Content.Row c -> new EntryNode.Row(standing, c.cells());
      case Content.Support c -> new EntryNode.Support(standing, c.site(), c.people(), c.text());
      case Content.Action c ->
          new EntryNode.Action(
              standing,
              c.owners(),
              c.tickets().stream().map(Ticket::key).toList(),
              c.due(),
              c.status(),
              c.remark(),
              root(entry, c),
              c.carried() == null ? null : c.carried().from().toString());
      case Content.Decision c ->
          new EntryNode.Decision(
              standing, c.supersedes() == null ? null : c.supersedes().toString());
      case Content.ListedPackage c -> new EntryNode.ListedPackage(standing, c.stage());
    };
  }

  /** An action's identity for life: where it was first assigned. */
  private @Nullable String root(Entry entry, Content.Action action) {
    if (action.carried() != null) {
      return action.carried().root().toString();
    }
    MeetingId meeting = minutes.meeting();
    return meeting == null ? null : new EntryAddress(meeting, entry.id()).toString();
  }

  /** The counted columns with the names that the table's head gives them. */
  private List<EntryNode.Column> columns(Entry row, List<ReleaseCount.Counted> counted) {
    EntryId parent = row.parent();
    List<String> names =
        parent != null && minutes.outline().get(parent).content() instanceof Content.Table table
            ? TableKind.countedColumns(table.header())
            : List.of();
    List<EntryNode.Column> columns = new ArrayList<>();
    for (int i = 0; i < counted.size(); i++) {
      columns.add(new EntryNode.Column(i < names.size() ? names.get(i) : null, counted.get(i)));
    }
    return columns;
  }
}
