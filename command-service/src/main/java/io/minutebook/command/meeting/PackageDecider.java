package io.minutebook.command.meeting;

import io.minutebook.command.Refusal;
import io.minutebook.command.meeting.MeetingCommand.AdvancePackage;
import io.minutebook.command.meeting.MeetingCommand.ListPackage;
import io.minutebook.command.meeting.MeetingCommand.Placed;
import io.minutebook.command.meeting.MeetingCommand.RewordPackage;
import io.minutebook.command.meeting.MeetingCommand.WithdrawPackage;
import io.minutebook.event.EntryId;
import io.minutebook.event.Form;
import io.minutebook.event.MeetingEvent.PackageAdvanced;
import io.minutebook.event.MeetingEvent.PackageListed;
import io.minutebook.event.MeetingEvent.PackageReworded;
import io.minutebook.event.MeetingEvent.PackageWithdrawn;
import io.minutebook.event.PackageStage;
import io.minutebook.event.Place;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Entry;
import io.minutebook.minutes.PackageLists;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides how packages come into the minutes and advance to a release. */
final class PackageDecider {

  private final Draft draft;
  private final Places places;

  PackageDecider(Draft draft, Places places) {
    this.draft = draft;
    this.places = places;
  }

  void list(ListPackage command) {
    Form form = command.form() == null ? Form.BULLET : command.form();
    String text = draft.fromDocument() ? command.text() : Texts.block("text", command.text(), form);
    Place place = place(command, command.stage(), form);
    EntryId id = draft.newEntry();
    draft.makes(id, source -> new PackageListed(id, place, form, command.stage(), text, source));
  }

  void reword(RewordPackage command) {
    Entry entry = listed(command.entry());
    String text =
        draft.fromDocument() ? command.text() : Texts.block("text", command.text(), entry.form());
    if (!fields(entry).text().equals(text)) {
      draft.changes(entry.id(), source -> new PackageReworded(entry.id(), text, source));
    }
  }

  void advance(AdvancePackage command) {
    Entry entry = listed(command.entry());
    PackageStage stage = command.stage();
    if (fields(entry).stage() == stage) {
      return;
    }
    Place place = place(command, stage, entry.form());
    if (place.equals(draft.minutes().outline().placeOf(entry.id()))) {
      draft.happens(new PackageAdvanced(entry.id(), stage, null, Map.of()));
      return;
    }
    if (place.under() != null && draft.minutes().outline().isWithin(place.under(), entry.id())) {
      throw Refusal.invalid("under", "An entry cannot stand under itself.");
    }
    draft.moves(
        entry.id(),
        sources -> new PackageAdvanced(entry.id(), stage, place, sources),
        draft.fromDocument() ? Map.of() : Reindent.moved(draft.minutes(), entry.id(), place));
  }

  void withdraw(WithdrawPackage command) {
    Entry entry = listed(command.entry());
    Places.checkTakesAlong(entry, command.takeAlong());
    String why = Texts.optional(command.reason());
    draft.takesOut(entry.id(), sources -> new PackageWithdrawn(entry.id(), why, sources));
  }

  private Entry listed(EntryRef ref) {
    Entry entry = draft.entry(ref, "entry");
    if (!(entry.content() instanceof Content.ListedPackage)) {
      throw Refusal.invalid("entry", "The entry " + entry.id() + " is not a package.");
    }
    return entry;
  }

  private static Content.ListedPackage fields(Entry entry) {
    return (Content.ListedPackage) entry.content();
  }

  private static boolean namesNoPlace(Placed command) {
    return command.under() == null && command.after() == null && command.before() == null;
  }

  /** Where a package of a stage goes: by default to the end of the stage's list. */
  private Place place(Placed command, PackageStage stage, Form form) {
    EntryId home = null;
    if (!draft.fromDocument() && namesNoPlace(command)) {
      home =
          PackageLists.listOf(draft.minutes().outline(), stage)
              .map(Entry::id)
              .orElseGet(() -> places.section(title -> isNamed(title, stage), stage.wording()));
    }
    Place place = places.forEntry(command, home, form);
    if (!draft.fromDocument()) {
      checkStage(place.under(), stage);
    }
    return place;
  }

  private static boolean isNamed(String title, PackageStage stage) {
    return PackageStage.named(title).equals(Optional.of(stage));
  }

  private void checkStage(@Nullable EntryId under, PackageStage stage) {
    Optional<PackageStage> list = PackageLists.stageUnder(draft.minutes().outline(), under);
    if (!list.equals(Optional.of(stage))) {
      throw Refusal.invalid(
          "under",
          list.map(other -> "That is the list of what is " + other.wording() + ".")
              .orElse("That is not in a list of packages: a heading or item says its stage."));
    }
  }
}
