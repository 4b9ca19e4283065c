package io.minutebook.minutes;

import io.minutebook.event.EntryId;
import io.minutebook.event.PackageStage;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which stage the packages of a list are in: the heading or the item above them names it. */
public final class PackageLists {

  /** Words that stand for several releases. */
  private static final Set<String> GROUPS = Set.of("all", "both", "upcoming", "other", "others");

  private static final Pattern VERSIONS =
      Pattern.compile(
          "v?\\d{1,9}(?:\\.\\d{1,9}){1,5}(?: ?[/,&] ?v?\\d{1,9}(?:\\.\\d{1,9}){1,5}){0,9}");

  private static final int LONGEST_GROUP = 100;

  private PackageLists() {}

  /**
   * Whether an item or a heading in a list of packages is none itself but groups those under it: a
   * word such as "Both" or "Upcoming", or a release: versions, alone or behind a word that the
   * title of the minutes has as well ({@code OSG 3.4.0} in the minutes of OSG).
   */
  public static boolean groups(String text, String title) {
    if (text.length() > LONGEST_GROUP) {
      return false;
    }
    String plain = text.replaceAll("[*_:]", "").strip();
    int blank = plain.indexOf(' ');
    return GROUPS.contains(plain.toLowerCase(Locale.ROOT))
        || VERSIONS.matcher(plain).matches()
        || (blank > 0
            && VERSIONS.matcher(plain.substring(blank + 1)).matches()
            && hasWord(title, plain.substring(0, blank)));
  }

  private static boolean hasWord(String title, String word) {
    return Arrays.asList(title.split("[^\\p{L}\\p{N}]+", -1)).contains(word);
  }

  /**
   * The stage of the list that an entry under {@code parent} belongs to; empty: to none. Between
   * the packages and what names their stage there may be what only {@linkplain #groups groups}
   * them.
   */
  public static Optional<PackageStage> stageUnder(Outline outline, @Nullable EntryId parent) {
    String title = title(outline);
    for (EntryId at = parent; at != null; at = outline.get(at).parent()) {
      switch (outline.get(at).content()) {
        case Content.Section section -> {
          Optional<PackageStage> stage = PackageStage.named(section.title());
          if (stage.isPresent() || !groups(section.title(), title)) {
            return stage;
          }
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

  private static String title(Outline outline) {
    for (EntryId id : outline.childrenOf(null)) {
      if (outline.get(id).content() instanceof Content.Title title) {
        return title.text();
      }
    }
    return "";
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
