package io.minutebook.command.meeting;

import io.minutebook.event.MeetingId;
import io.minutebook.minutes.Minutes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Minutes of an imaginary crew, with every kind of entry. */
final class SampleMinutes {

  static final MeetingId MEETING = MeetingId.parse("harbour/2026-03-02");

  private SampleMinutes() {}

  static String document() {
    try (InputStream in = SampleMinutes.class.getResourceAsStream("/minutes/Harbour20260302.md")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Minutes minutes() {
    return MeetingDecider.decideDocument(Minutes.NONE, MEETING, document()).after();
  }
}
