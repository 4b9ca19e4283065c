package io.minutebook.markdown;

import io.minutebook.event.EntryAddress;
import io.minutebook.minutes.Content;
import java.time.DateTimeException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Decisions: {@code Decision: text}, {@code **Decision:** text}, and with an earlier one whose
 * place they take, {@code Decision (supersedes weekly/2020-05-04#e7): text}.
 */
final class DecisionHabit {

  private static final String STRONG = "(?:\\*\\*|__)?+)";
  private static final Pattern FORM =
      Pattern.compile(
          "(?<open>"
              + STRONG
              + "Decision(?<word>"
              + STRONG
              + "(?<link>(?: \\(supersedes (?<address>[^()\\s]{1,200}+)\\))?+)(?<bracket>"
              + STRONG
              + ":(?<colon>"
              + STRONG
              + "\\s++(?<text>\\S.*)",
          Pattern.DOTALL);

  private DecisionHabit() {}

  private static Optional<Matcher> form(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches() && isBalanced(form) ? Optional.of(form) : Optional.empty();
  }

  /** Whether what is set in strong type ends in the label. */
  private static boolean isBalanced(Matcher form) {
    String open = form.group("open");
    String rest = form.group("word") + form.group("bracket") + form.group("colon");
    return rest.equals(open);
  }

  static Optional<Content> read(String text) {
    return form(text).flatMap(DecisionHabit::read);
  }

  private static Optional<Content> read(Matcher form) {
    String address = form.group("address");
    if (address == null) {
      return Optional.of(new Content.Decision(form.group("text"), null));
    }
    return address(address).map(supersedes -> new Content.Decision(form.group("text"), supersedes));
  }

  private static Optional<EntryAddress> address(String text) {
    try {
      return Optional.of(EntryAddress.parse(text));
    } catch (IllegalArgumentException | DateTimeException noAddress) {
      return Optional.empty();
    }
  }

  /** The decision in the form of another one. */
  static Optional<String> like(String model, Content.Decision decision) {
    return form(model)
        .map(
            form ->
                Fields.replaced(
                    form, model, Map.of("link", link(decision), "text", decision.text())));
  }

  static String canonical(Content.Decision decision) {
    return Stream.of("Decision" + link(decision) + ":", decision.text())
        .filter(part -> !part.isEmpty())
        .reduce((label, text) -> label + " " + text)
        .orElseThrow();
  }

  private static String link(Content.Decision decision) {
    return decision.supersedes() == null ? "" : " (supersedes " + decision.supersedes() + ")";
  }
}
