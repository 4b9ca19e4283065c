package io.minutebook.markdown;

import io.minutebook.minutes.Content;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a section says that it has nothing: {@code None this week}, {@code Nothing to report}. */
final class NothingHabit {

  private static final int LONGEST = 80;

  private static final Pattern FORM =
      Pattern.compile(
          "[*_(]{0,3}+(?:none|nothing(?: new)?|n/a|no (?:new )?(?:updates?|news|reports?|items?))"
              + "(?: (?:yet|now|new|today|this week|last week|at this time|to report|to discuss))*+"
              + "[.!]?[*_)]{0,3}+",
          Pattern.CASE_INSENSITIVE);

  private NothingHabit() {}

  static Optional<Content> read(String text) {
    return text.length() <= LONGEST && FORM.matcher(text).matches()
        ? Optional.of(new Content.Nothing(text))
        : Optional.empty();
  }
}
