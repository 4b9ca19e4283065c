package io.minutebook.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.stream.IntStream;

/**
 * The name of an entry within its minutes: {@code e1}, {@code e2}, ... in order of creation.
 *
 * @param number 1 to 999,999,999; entries are looked up by it, in every fold many times an event
 */
public record EntryId(int number) {

  private static final int MOST_DIGITS = 9;
  private static final int MOST = 999_999_999;

  /** The names that nearly all minutes get by with; whoever keeps names keeps these. */
  private static final String[] USUAL =
      IntStream.range(0, 1024).mapToObj(EntryId::name).toArray(String[]::new);

  /**
   * The entry of this number.
   *
   * @throws IllegalArgumentException if no entry has it
   */
  public EntryId {
    if (number < 1 || number > MOST) {
      throw new IllegalArgumentException(notA(name(number)));
    }
  }

  /**
   * The entry that is named so.
   *
   * @throws IllegalArgumentException if no entry is
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public EntryId(String value) {
    this(read(value));
  }

  private static int read(String value) {
    int length = value.length();
    if (length < 2
        || length > 1 + MOST_DIGITS
        || value.charAt(0) != 'e'
        || value.charAt(1) == '0') {
      throw new IllegalArgumentException(notA(value));
    }
    int number = 0;
    for (int i = 1; i < length; i++) {
      int digit = value.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new IllegalArgumentException(notA(value));
      }
      number = 10 * number + digit;
    }
    return number;
  }

  private static String notA(String value) {
    return "an entry is named e1, e2, ..., not '" + value + "'";
  }

  private static String name(int number) {
    return "e" + number;
  }

  @JsonValue
  public String value() {
    return number < USUAL.length ? USUAL[number] : name(number);
  }

  @Override
  public String toString() {
    return value();
  }
}
