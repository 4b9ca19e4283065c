package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.all;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.client.MongoCursor;
import io.minutebook.event.EntryAddress;
import io.minutebook.event.SeriesId;
import io.minutebook.minutes.Content;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * What the minutes of one series say of single things as of some moment; meetings that were called
 * off do not count. What is asked for is found by an index, so that it takes as long as what is
 * said of it, however much else the series has.
 */
public final class SeriesEntries {

  /** By how many of its words a text is looked for. */
  private static final int WORDS = 3;

  /** How many entries are read at a time, where the last ones alone are wanted. */
  private static final int FEW = 10;

  private final EntriesView entries;
  private final SeriesId series;
  private final AsOf asOf;

  SeriesEntries(EntriesView entries, SeriesId series, AsOf asOf) {
    this.entries = entries;
    this.series = series;
    this.asOf = asOf;
  }

  /** All entries of actions. */
  public List<EntryVersion> actions(Collection<EntryAddress> roots) {
    return roots.isEmpty()
        ? List.of()
        : find("action", in("root", roots.stream().map(EntryKeys::rootKey).toList()));
  }

  /** Decisions, and those that took the place of any of them. */
  public List<EntryVersion> decisions(Collection<EntryAddress> addresses) {
    if (addresses.isEmpty()) {
      return List.of();
    }
    List<EntryVersion> found = new ArrayList<>();
    List<String> streams =
        addresses.stream().map(address -> address.meeting().stream()).distinct().toList();
    find("decision", in("stream", streams)).stream()
        .filter(decision -> addresses.contains(decision.address()))
        .forEach(found::add);
    find("decision", in("supersedes", addresses.stream().map(EntryAddress::toString).toList()))
        .stream()
        .filter(decision -> !addresses.contains(decision.address()))
        .forEach(found::add);
    return found;
  }

  /** The counts of something at the last day on which it was counted. */
  public List<EntryVersion> lastCounts(String counter) {
    return last(List.of(eq("counter", counter)), version -> true);
  }

  /** A package at the last day on which minutes list it, by the key of its text. */
  public List<EntryVersion> lastPackages(String text) {
    return last(
        said("package", text),
        version ->
            version.facts().content() instanceof Content.ListedPackage listed
                && Texts.key(listed.text()).equals(text));
  }

  /** A release at the last day on which minutes plan it, by the key of its version. */
  public List<EntryVersion> lastReleases(String release) {
    return last(
        said("release", release),
        version ->
            version.facts().content() instanceof Content.Release(var plan)
                && Texts.key(plan.version()).equals(release));
  }

  /** That an entry has the longest words of a text, which few others have. */
  private static List<Bson> said(String kind, String text) {
    List<Bson> conditions = new ArrayList<>(List.of(eq("kind", kind)));
    List<String> words =
        Words.of(text).stream()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .limit(WORDS)
            .toList();
    if (!words.isEmpty()) {
      conditions.add(all("words", words));
    }
    return conditions;
  }

  private List<EntryVersion> find(String kind, Bson condition) {
    return entries.all(ofSeries(List.of(eq("kind", kind), condition)), asOf);
  }

  private List<EntryVersion> last(List<Bson> conditions, Predicate<EntryVersion> wanted) {
    List<EntryVersion> last = new ArrayList<>();
    try (MongoCursor<Document> cursor =
        entries
            .find(ofSeries(conditions), asOf)
            .sort(descending("date"))
            .batchSize(FEW)
            .iterator()) {
      while (cursor.hasNext()) {
        EntryVersion version = EntryVersion.from(cursor.next());
        if (!last.isEmpty() && !version.facts().date().equals(last.getFirst().facts().date())) {
          break;
        }
        if (wanted.test(version)) {
          last.add(version);
        }
      }
    }
    return last;
  }

  private List<Bson> ofSeries(List<Bson> conditions) {
    List<Bson> all = new ArrayList<>(List.of(eq("series", series.slug()), EntriesView.areHeld()));
    all.addAll(conditions);
    return all;
  }
}
