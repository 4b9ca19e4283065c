package io.minutebook.markdown;

import io.minutebook.event.PersonLabel;
import io.minutebook.event.Ticket;
import io.minutebook.minutes.Content;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Action items: {@code AI (Ada, Bo): text (due 2026-03-09)} and {@code AI: Ada - text}. */
final class ActionHabit {

  // Possessive where something repeats: a line of a thousand brackets is to take neither a thousand
  // frames nor a million steps.
  private static final Pattern IN_BRACKETS =
      Pattern.compile(
          "AI\\s?\\((?<owners>[^()]*+(?:\\([^()]*+\\)[^()]*+)*+)\\)\\s*+:\\s*+(?<text>.*)",
          Pattern.DOTALL);
  private static final Pattern WITH_DASH =
      Pattern.compile(
          "AI:\\s+(?<owners>[\\p{L}][\\p{L}\\p{N} .,/&]{0,60}?)\\s+[-\u2013\u2014]\\s+(?<text>.*)",
          Pattern.DOTALL);
  private static final Pattern DUE = Pattern.compile("\\(due (?<due>\\d{4}-\\d{2}-\\d{2})\\)");
  private static final int DUE_LENGTH = "(due 2026-03-09)".length();

  /** Where an action item begins within a line that said something else before. */
  static final Pattern WITHIN =
      Pattern.compile("(?<=[.;!?])\\s*+(?<action>AI\\s?\\([^()]++(?:\\([^()]*+\\))?+\\)\\s*+:)");

  /** A line that is an action item of its own within a paragraph. */
  static final Pattern LINE =
      Pattern.compile("(?:AI\\s?\\([^()]++(?:\\([^()]*+\\))?+\\)\\s*+:|AI:\\s).*");

  private ActionHabit() {}

  private static Optional<Matcher> form(String text) {
    return List.of(IN_BRACKETS, WITH_DASH).stream()
        .map(pattern -> pattern.matcher(text))
        .filter(Matcher::matches)
        .findFirst();
  }

  static Optional<Content> read(String text) {
    return form(text).flatMap(ActionHabit::read);
  }

  private static Optional<Content> read(Matcher form) {
    List<PersonLabel> owners = People.of(form.group("owners")).orElse(List.of());
    if (owners.isEmpty()) {
      return Optional.empty();
    }
    String what = form.group("text");
    // Looked for at the end alone: a pattern over the whole text would try every blank in it.
    Matcher due = DUE.matcher(what.substring(Math.max(0, what.length() - DUE_LENGTH)));
    Optional<LocalDate> day = due.matches() ? Days.of(due.group("due")) : Optional.empty();
    String wording =
        day.isPresent() ? what.substring(0, what.length() - DUE_LENGTH).stripTrailing() : what;
    return Optional.of(
        new Content.Action(owners, wording, Ticket.mentionedIn(wording), day.orElse(null)));
  }

  /** The action in the form of another one. */
  static Optional<String> like(String model, Content.Action action) {
    return form(model)
        .map(
            form ->
                Fields.replaced(
                    form,
                    model,
                    Map.of(
                        "owners", People.like(form.group("owners"), action.owners()),
                        "text", text(action))));
  }

  /** The text with the day that it is due. */
  static String text(Content.Action action) {
    String due = action.due() == null ? "" : "(due " + action.due() + ")";
    return action.text().isEmpty() || due.isEmpty()
        ? action.text() + due
        : action.text() + " " + due;
  }
}
