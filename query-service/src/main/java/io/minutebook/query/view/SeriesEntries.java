package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Sorts.descending;

import io.minutebook.event.EntryAddress;
import io.minutebook.event.SeriesId;
import io.minutebook.minutes.Content;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.conversions.Bson;

/**
 * What the minutes of one series say of single things as of some moment; meetings that were called
 * off do not count. What is asked for is found by an index, so that it takes as long as what is
 * said of it, however much else the series has.
 */
public final class SeriesEntries {

  /** By how many of its words a text is looked for. */
  private static final int WORDS = 3;

  /** How many entries of a thing are read at first, where the last ones alone are wanted. */
  private static final int FEW = 4;

  /** How many times as many are read then, if those do not tell. */
  private static final int MORE = 8;

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

  /** The counts of things, each at the last day on which it was counted. */
  public List<EntryVersion> lastCounts(Collection<String> counters) {
    return last(
        counters,
        in("counter", counters),
        SeriesEntries::counter,
        counter -> List.of(eq("counter", counter)));
  }

  /** Packages, each at the last day on which minutes list it, by the keys of their texts. */
  public List<EntryVersion> lastPackages(Collection<String> texts) {
    return last(texts, eq("kind", "package"), SeriesEntries::listed, text -> said("package", text));
  }

  /** Releases, each at the last day on which minutes plan it, by the keys of their versions. */
  public List<EntryVersion> lastReleases(Collection<String> releases) {
    return last(
        releases, eq("kind", "release"), SeriesEntries::planned, text -> said("release", text));
  }

  private static String counter(EntryVersion version) {
    return TicketNumber.key(TicketNumber.of(version).counter());
  }

  private static String listed(EntryVersion version) {
    return version.facts().content() instanceof Content.ListedPackage listed
        ? Texts.key(listed.text())
        : "";
  }

  private static String planned(EntryVersion version) {
    return version.facts().content() instanceof Content.Release(var plan)
        ? Texts.key(plan.version())
        : "";
  }

  /** That an entry has the longest words of a text, which few others have. */
  private List<Bson> said(String kind, String text) {
    List<Bson> conditions =
        new ArrayList<>(List.of(eq("kind", kind), EntriesView.streamsOf(series)));
    Set<String> words =
        Words.of(text).stream()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .limit(WORDS)
            .collect(Collectors.toSet());
    if (!words.isEmpty()) {
      conditions.addAll(new SearchQuery(words, Set.of(), List.of(), Set.of()).conditions());
    }
    return conditions;
  }

  private List<EntryVersion> find(String kind, Bson condition) {
    return entries.all(ofSeries(List.of(eq("kind", kind), condition)), asOf);
  }

  /**
   * The entries of each of some things at the last day that has any of it. The newest entries of
   * all of them together mostly tell; what those do not tell of is looked for alone.
   *
   * @param keys of the things
   * @param ofThem what entries of the things have in common
   * @param keyOf the key of what an entry is of
   * @param ofOne what an entry of one of the things has
   */
  private List<EntryVersion> last(
      Collection<String> keys,
      Bson ofThem,
      Function<EntryVersion, String> keyOf,
      Function<String, List<Bson>> ofOne) {
    if (keys.isEmpty()) {
      return List.of();
    }
    int many = FEW * keys.size();
    List<EntryVersion> newest = newest(List.of(ofThem), many);
    LocalDate seenAllAfter = newest.size() < many ? LocalDate.MIN : newest.getLast().facts().date();
    Map<String, List<EntryVersion>> byKey = newest.stream().collect(Collectors.groupingBy(keyOf));
    List<EntryVersion> last = new ArrayList<>();
    for (String key : keys) {
      List<EntryVersion> lastOfIt = ofFirstDay(byKey.getOrDefault(key, List.of()));
      boolean isSeen =
          lastOfIt.isEmpty()
              ? newest.size() < many
              : lastOfIt.getFirst().facts().date().isAfter(seenAllAfter);
      last.addAll(isSeen ? lastOfIt : lastAlone(key, keyOf, ofOne.apply(key)));
    }
    return last;
  }

  private List<EntryVersion> lastAlone(
      String key, Function<EntryVersion, String> keyOf, List<Bson> conditions) {
    for (int many = FEW; ; many *= MORE) {
      List<EntryVersion> newest = newest(conditions, many);
      List<EntryVersion> last =
          ofFirstDay(newest.stream().filter(each -> keyOf.apply(each).equals(key)).toList());
      boolean isSeen =
          newest.size() < many
              || (!last.isEmpty()
                  && newest.getLast().facts().date().isBefore(last.getFirst().facts().date()));
      if (isSeen) {
        return last;
      }
    }
  }

  /** Those that are of the day of the first one, of versions newest first. */
  private static List<EntryVersion> ofFirstDay(List<EntryVersion> versions) {
    return versions.stream()
        .takeWhile(each -> each.facts().date().equals(versions.getFirst().facts().date()))
        .toList();
  }

  private List<EntryVersion> newest(List<Bson> conditions, int many) {
    return entries
        .find(ofSeries(conditions), asOf)
        .sort(descending("date"))
        .limit(many)
        .batchSize(many)
        .map(EntryVersion::from)
        .into(new ArrayList<>());
  }

  private List<Bson> ofSeries(List<Bson> conditions) {
    List<Bson> all = new ArrayList<>(List.of(eq("series", series.slug()), EntriesView.areHeld()));
    all.addAll(conditions);
    return all;
  }
}
