package io.minutebook.markdown;

import io.minutebook.event.Form;
import io.minutebook.event.PackageStage;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.PackageLists;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a block stands, as far as that tells what it says.
 *
 * @param title the title of the minutes
 * @param section the title of the section; null above all sections
 * @param direct whether it stands right under that section, not under another entry
 * @param stage the stage of the list of packages that it belongs to, if it does
 */
record Where(String title, @Nullable String section, boolean direct, @Nullable PackageStage stage) {

  /** Above all sections, before the title. */
  static final Where TOP = new Where("", null, true, null);

  Where titled(String to) {
    return new Where(to, section, direct, stage);
  }

  /** Right under a heading that stands here. */
  Where in(String heading) {
    PackageStage named = PackageStage.named(heading).orElse(null);
    boolean goesOn = named == null && PackageLists.groups(heading, title);
    return new Where(title, heading, true, goesOn ? stage : named);
  }

  /** Under an entry that stands here and is no heading. */
  Where under(Content content) {
    PackageStage goesOn =
        content instanceof Content.Note note ? PackageStage.named(note.text()).orElse(stage) : null;
    return new Where(title, section, false, goesOn);
  }

  /** Whether an item with this text would be a package here. */
  boolean lists(String text, Form form) {
    return stage != null
        && form.isItem()
        && !text.isEmpty()
        && PackageStage.named(text).isEmpty()
        && !PackageLists.groups(text, title);
  }

  boolean isDuty() {
    return direct && name().endsWith("duty");
  }

  boolean isSupport() {
    return direct && name().startsWith("support");
  }

  boolean isAnnouncements() {
    return direct && name().startsWith("announcement");
  }

  private String name() {
    return section == null ? "" : section.strip().toLowerCase(Locale.ROOT);
  }
}
