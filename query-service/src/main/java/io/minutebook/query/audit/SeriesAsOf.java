package io.minutebook.query.audit;

import io.minutebook.event.PersonLabel;
import io.minutebook.event.SeriesId;
import io.minutebook.minutes.Series;
import io.minutebook.query.view.AsOf;
import io.minutebook.query.view.HistoryView;
import io.minutebook.query.view.People;
import io.minutebook.query.view.SeriesView;
import io.minutebook.query.view.StoredSeries;
import io.minutebook.query.view.TimeKind;
import io.minutebook.query.view.Views;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Series as they are, or as they were: the labels and rotas that lists of the past are told with.
 * What happens to a series happens when it is recorded. An imported history is older than its
 * series: as of an occurrence before the series was there, the series counts as it is now.
 */
public final class SeriesAsOf {

  private final SeriesView series;
  private final HistoryView history;
  private final HistoryFold fold;

  public SeriesAsOf(Views views) {
    this.series = views.series();
    this.history = views.history();
    this.fold = new HistoryFold(history);
  }

  /** All series that there were, by slug. */
  public List<StoredSeries> all(AsOf asOf) {
    return then(series.all(), asOf);
  }

  /** A series; empty if there was none. */
  public Optional<StoredSeries> find(SeriesId id, AsOf asOf) {
    return then(series.find(id).stream().toList(), asOf).stream().findFirst();
  }

  /** What a series said of its minutes; {@link Series#NONE} if there was none. */
  public Series settings(SeriesId id, AsOf asOf) {
    return find(id, asOf).map(StoredSeries::series).orElse(Series.NONE);
  }

  /**
   * Whoever was meant by a label, or by a name that labels stood for.
   *
   * @param within only in this series; null: in all
   */
  public People.Who who(PersonLabel asked, @Nullable SeriesId within, AsOf asOf) {
    return asOf.moment()
        .map(instant -> who(asked, within, instant, asOf instanceof AsOf.Occurred))
        .orElseGet(() -> series.who(asked, within));
  }

  /**
   * @param isAlsoLater whether a series that there was not yet counts as it is now
   */
  private People.Who who(
      PersonLabel asked, @Nullable SeriesId within, Instant instant, boolean isAlsoLater) {
    Map<SeriesId, Map<String, String>> people = new HashMap<>();
    for (SeriesView.Knowing each : series.everKnew(asked, within)) {
      each.trail()
          .peopleAt(instant)
          .or(() -> isAlsoLater ? Optional.of(each.people()) : Optional.empty())
          .ifPresent(then -> people.put(each.id(), then));
    }
    return new People(people).who(asked);
  }

  private List<StoredSeries> then(List<StoredSeries> now, AsOf asOf) {
    return switch (asOf) {
      case AsOf.Now _ -> now;
      case AsOf.Recorded(Instant instant) -> {
        Map<String, StoredSeries> then = by(instant, now);
        yield now.stream().flatMap(each -> Stream.ofNullable(then.get(each.stream()))).toList();
      }
      case AsOf.Occurred(Instant instant) -> {
        Map<String, StoredSeries> then = by(instant, now);
        yield now.stream().map(each -> then.getOrDefault(each.stream(), each)).toList();
      }
    };
  }

  /** Series as they were recorded by an instant, by stream; those that were none are left out. */
  private Map<String, StoredSeries> by(Instant instant, List<StoredSeries> now) {
    Map<String, StoredSeries> then = HashMap.newHashMap(now.size());
    Map<String, Long> changedSince = new HashMap<>();
    for (StoredSeries each : now) {
      if (each.trail().changed().isAfter(instant)) {
        changedSince.put(each.stream(), each.version());
      } else {
        then.put(each.stream(), each);
      }
    }
    then.putAll(fold.seriesAsOf(history.versionsAt(changedSince, TimeKind.RECORDED, instant)));
    return then;
  }
}
