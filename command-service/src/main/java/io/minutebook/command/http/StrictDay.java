package io.minutebook.command.http;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/** A day is the text {@code YYYY-MM-DD} and nothing else: no list, no number, no time of day. */
final class StrictDay extends StdScalarDeserializer<LocalDate> {

  private static final Pattern FORM = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

  StrictDay() {
    super(LocalDate.class);
  }

  @Override
  public LocalDate deserialize(JsonParser parser, DeserializationContext context) {
    String text = parser.hasToken(JsonToken.VALUE_STRING) ? parser.getString() : "";
    if (FORM.matcher(text).matches()) {
      try {
        return LocalDate.parse(text);
      } catch (DateTimeException e) {
        // told below: the form is right, but the calendar has no such day
      }
    }
    return context.reportInputMismatch(LocalDate.class, "not a day");
  }
}
