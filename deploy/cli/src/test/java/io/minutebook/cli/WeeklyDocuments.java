package io.minutebook.cli;

import io.minutebook.cli.demo.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** A longer series than the samples: their texts over and over, a week apart. */
final class WeeklyDocuments {

  private static final DateTimeFormatter TITLE_DATE =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

  private WeeklyDocuments() {}

  static void write(Path folder, int count) throws IOException {
    Path samples = folder.resolve("samples");
    Samples.copyTo(samples);
    List<String> names = Samples.names();
    for (int week = 0; week < count; week++) {
      LocalDate date = LocalDate.of(2024, 1, 1).plusWeeks(week);
      String text = Files.readString(samples.resolve(names.get(week % names.size())));
      Files.writeString(
          folder.resolve("Platform%s.md".formatted(date.format(DateTimeFormatter.BASIC_ISO_DATE))),
          text.replaceFirst("\\d+ \\w+ 2026", date.format(TITLE_DATE)));
    }
  }
}
