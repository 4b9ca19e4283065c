package io.minutebook.minutes;

import io.minutebook.event.EntryId;
import io.minutebook.event.PackageStage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which stage the packages of a list are in: the heading or the item above them names it. */
public final class PackageLists {

  private PackageLists() {}

  /**
   * The stage of the list that an entry under {@code parent} belongs to; empty: to none. Between
   * the packages and what names their stage there may be items that only group them, such as a
   * release.
   */
  public static Optional<PackageStage> stageUnder(Outline outline, @Nullable EntryId parent) {
    for (EntryId at = parent; at != null; at = outline.get(at).parent()) {
      switch (outline.get(at).content()) {
        case Content.Section section -> {
          return PackageStage.named(section.title());
        }
        case Content.Note note -> {
          Optional<PackageStage> stage = PackageStage.named(note.text());
          if (stage.isPresent()) {
            return stage;
          }
        }
        default -> {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  /** The first entry of some minutes that names a stage. */
  public static Optional<Entry> listOf(Outline outline, PackageStage stage) {
    return outline.inOrder().stream()
        .filter(
            entry ->
                switch (entry.content()) {
                  case Content.Section section ->
                      PackageStage.named(section.title()).equals(Optional.of(stage));
                  case Content.Note note ->
                      PackageStage.named(note.text()).equals(Optional.of(stage));
                  default -> false;
                })
        .findFirst();
  }
}
