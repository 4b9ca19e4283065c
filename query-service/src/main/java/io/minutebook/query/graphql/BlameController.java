package io.minutebook.query.graphql;

import io.minutebook.event.EntryId;
import io.minutebook.event.MeetingId;
import io.minutebook.event.PersonLabel;
import io.minutebook.query.audit.Blame;
import io.minutebook.query.audit.BlamedLine;
import io.minutebook.query.audit.Moment;
import io.minutebook.query.view.BadArgument;
import io.minutebook.query.view.Freshness;
import io.minutebook.query.view.Page;
import io.minutebook.query.view.SeriesView;
import io.minutebook.query.view.Views;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** Who touched each line of some minutes last. */
@Controller
class BlameController {

  /** Where a page ended: a line in a version, so that all pages are of the same document. */
  private record Place(long version, int line) {

    static Place parse(String key) {
      try {
        int at = key.indexOf(':');
        return new Place(
            Long.parseLong(key.substring(0, Math.max(0, at))),
            Integer.parseInt(key.substring(at + 1)));
      } catch (NumberFormatException e) {
        throw new BadArgument("after", "this is not a cursor of this list");
      }
    }
  }

  private final Blame blame;
  private final SeriesView series;
  private final Freshness freshness;

  BlameController(Views views, Freshness freshness) {
    this.blame = new Blame(views);
    this.series = views.series();
    this.freshness = freshness;
  }

  @QueryMapping
  @Nullable Connection<BlameLineNode> blame(
      @Argument String meeting,
      @Argument @Nullable String entry,
      @Argument @Nullable String person,
      @Argument @Nullable MomentInput asOf,
      @Argument int first,
      @Argument @Nullable String after,
      @Argument @Nullable List<String> atLeast) {
    HistoryRight.require();
    MeetingId id = Arguments.read("meeting", meeting, MeetingId::parse);
    Page.Wanted wanted = Connection.wanted(first, after);
    Place place = wanted.after().map(Place::parse).orElse(null);
    EntryId only = Arguments.readIfGiven("entry", entry, EntryId::new);
    PersonLabel label = Arguments.readIfGiven("person", person, PersonLabel::new);
    Moment moment = asOf == null ? new Moment.Now() : asOf.moment("asOf");
    freshness.await(atLeast);
    return blame
        .find(id, place == null ? moment : new Moment.Version(place.version()))
        .map(found -> found.of(only, label == null ? null : series.who(label, id.series())))
        .map(found -> Connection.of(page(found, place, first), BlameLineNode::of))
        .orElse(null);
  }

  private static Page<BlamedLine> page(Blame.Of found, @Nullable Place place, int first) {
    List<BlamedLine> lines = found.lines();
    int from = place == null ? 0 : upTo(lines, place.line());
    int to = Math.min(lines.size(), from + first);
    return new Page<>(
        lines.subList(from, to).stream()
            .map(line -> new Page.Edge<>(found.version() + ":" + line.number(), line))
            .toList(),
        place != null,
        to < lines.size());
  }

  /** How many of the lines have a number up to that one. */
  private static int upTo(List<BlamedLine> lines, int number) {
    return (int) lines.stream().takeWhile(line -> line.number() <= number).count();
  }
}
