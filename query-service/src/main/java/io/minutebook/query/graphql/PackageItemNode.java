package io.minutebook.query.graphql;

import io.minutebook.event.PackageStage;
import io.minutebook.query.view.PackageItem;
import io.minutebook.query.view.PackageStanding;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A listed package; each component is named like the schema's field. */
record PackageItemNode(
    String meeting,
    String entry,
    String series,
    LocalDate date,
    PackageStage stage,
    String text,
    @Nullable String group,
    LocalDate since,
    String sinceMeeting,
    List<String> sections) {

  static PackageItemNode of(PackageStanding standing) {
    PackageItem item = standing.item();
    return new PackageItemNode(
        item.meeting().toString(),
        item.entry(),
        item.meeting().series().slug(),
        item.date(),
        item.stage(),
        item.text(),
        item.group(),
        standing.since().date(),
        standing.since().meeting().toString(),
        item.sections());
  }
}
