package io.minutebook.cli.files;

import io.minutebook.event.MeetingId;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files that meetings go to: the name that they came from, or {@code <series>-<day>.md}. Never
 * a path, and never the same twice.
 */
public final class ExportNames {

  private static final int LONGEST = 255;

  private final Set<String> taken = new HashSet<>();

  /** The name for a meeting; {@code original} is the file that it was imported from, if it was. */
  public String nameFor(MeetingId meeting, @Nullable String original) {
    if (original != null && isPlain(original) && taken.add(original)) {
      return original;
    }
    String made = meeting.series() + "-" + meeting.day() + ".md";
    taken.add(made);
    return made;
  }

  private static boolean isPlain(String name) {
    return !name.isBlank()
        && name.length() <= LONGEST
        && !name.startsWith(".")
        && name.chars().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
  }
}
