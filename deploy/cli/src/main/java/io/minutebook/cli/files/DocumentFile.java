package io.minutebook.cli.files;

import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;

/** A file that holds the minutes of one meeting. Which one, its {@link DocumentName} says. */
public record DocumentFile(Path path, LocalDate date, int number) {

  /** The file, if its name says the day of a meeting. */
  public static Optional<DocumentFile> of(Path path) {
    return DocumentName.of(path.getFileName().toString())
        .map(name -> new DocumentFile(path, name.date(), name.number()));
  }

  public static boolean isMarkdown(Path path) {
    return DocumentName.isMarkdown(path.getFileName().toString());
  }

  public String name() {
    return path.getFileName().toString();
  }

  public MeetingId meeting(SeriesId series) {
    return new MeetingId(series, date, number);
  }

  public byte[] content() throws IOException {
    return Files.readAllBytes(path);
  }
}
