package io.minutebook.markdown;

import io.minutebook.minutes.Content;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Support updates: {@code Site (Ada, Bo): text} and {@code Site (Ada) - text}. */
final class SupportHabit {

  private static final Pattern FORM =
      Pattern.compile(
          "(?<site>[^():]{1,100}?) \\((?<people>[^()]{1,100})\\)(?::| [-\u2013])\\s+(?<text>.*)",
          Pattern.DOTALL);

  private SupportHabit() {}

  private static Optional<Matcher> form(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches() ? Optional.of(form) : Optional.empty();
  }

  static Optional<Content> read(String text) {
    return form(text)
        .flatMap(
            form ->
                People.of(form.group("people"))
                    .filter(people -> !people.isEmpty())
                    .map(
                        people ->
                            new Content.Support(form.group("site"), people, form.group("text"))));
  }

  /** The update in the form of another one. */
  static Optional<String> like(String model, Content.Support support) {
    return form(model)
        .map(
            form ->
                Fields.replaced(
                    form,
                    model,
                    Map.of(
                        "site",
                        support.site(),
                        "people",
                        People.like(form.group("people"), support.people()),
                        "text",
                        support.text())));
  }
}
