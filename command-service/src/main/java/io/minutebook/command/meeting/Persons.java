package io.minutebook.command.meeting;

import io.minutebook.command.Refusal;
import io.minutebook.event.PersonLabel;
import java.util.List;
import java.util.regex.Pattern;

/** The rules for persons who are named in commands. */
public final class Persons {

  private static final Pattern LABEL =
      Pattern.compile("[\\p{L}][\\p{L}\\p{N}.'-]*(?: [\\p{L}\\p{N}.'-]+){0,3}(?: \\([^()]*\\))?");

  private Persons() {}

  /** Refuses a list that has nobody, somebody twice, or a label that minutes cannot write. */
  public static void check(String field, List<PersonLabel> people) {
    if (people.isEmpty()) {
      throw Refusal.invalid(field, "At least one person is needed.");
    }
    for (int i = 0; i < people.size(); i++) {
      check(field + "[" + i + "]", people.get(i));
      if (people.indexOf(people.get(i)) < i) {
        throw Refusal.invalid(field + "[" + i + "]", people.get(i) + " is named twice.");
      }
    }
  }

  /** Refuses a label that, written in the minutes, would not be read as one person. */
  public static void check(String field, PersonLabel person) {
    if (!LABEL.matcher(person.label()).matches()
        || List.of(person.label().split(" ")).contains("and")) {
      throw Refusal.invalid(
          field, "A person is written as one to four words, with a remark in brackets if need be.");
    }
  }
}
