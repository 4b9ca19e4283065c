package io.minutebook.markdown;

import io.minutebook.event.DutySlot;
import io.minutebook.event.PersonLabel;
import io.minutebook.minutes.Content;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns of duty: {@code This week: Ada}, {@code Next week: Bo (?)}, {@code Next week: ???}. */
final class DutyHabit {

  /** Longer lines are no turns of duty; the patterns are not made for them either. */
  private static final int LONGEST = 300;

  private static final Pattern FORM = Pattern.compile("(?<slot>This|Next) week:\\s*(?<who>.*)");
  private static final Pattern UNSURE = Pattern.compile("(?<who>.*?)(?<mark>\\s*\\(?\\?+\\)?)");

  private DutyHabit() {}

  private static Optional<Matcher> form(String text) {
    Matcher form = FORM.matcher(text);
    return text.length() <= LONGEST && form.matches() ? Optional.of(form) : Optional.empty();
  }

  static Optional<Content> read(String text) {
    return form(text).flatMap(DutyHabit::read);
  }

  private static Optional<Content> read(Matcher form) {
    DutySlot slot = form.group("slot").equals("This") ? DutySlot.THIS_WEEK : DutySlot.NEXT_WEEK;
    String who = form.group("who");
    Matcher unsure = UNSURE.matcher(who);
    boolean tentative = unsure.matches();
    String person = tentative ? unsure.group("who") : who;
    if (person.isEmpty()) {
      return Optional.of(new Content.Duty(slot, null, tentative));
    }
    return People.label(person).map(label -> new Content.Duty(slot, label, tentative));
  }

  /** The duty in the form of another turn. */
  static Optional<String> like(String model, Content.Duty duty) {
    return form(model)
        .map(
            form -> {
              Matcher unsure = UNSURE.matcher(form.group("who"));
              boolean marked = unsure.matches() && !unsure.group("who").isEmpty();
              return Fields.replaced(
                      form,
                      model,
                      Map.of(
                          "slot",
                          duty.slot() == DutySlot.THIS_WEEK ? "This" : "Next",
                          "who",
                          who(duty, marked ? unsure.group("mark") : " (?)")))
                  .stripTrailing();
            });
  }

  static String canonical(Content.Duty duty) {
    return (duty.slot().wording() + ": " + who(duty, " (?)")).stripTrailing();
  }

  private static String who(Content.Duty duty, String mark) {
    PersonLabel person = duty.person();
    if (person == null) {
      return duty.tentative() ? "???" : "";
    }
    return duty.tentative() ? person + mark : person.label();
  }
}
