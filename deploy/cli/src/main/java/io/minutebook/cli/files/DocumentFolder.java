package io.minutebook.cli.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a folder (or a single file) holds for an import: every file is in exactly one of the lists,
 * so that none is passed over silently.
 *
 * @param documents in the order of their meetings
 * @param unusable Markdown files that cannot be imported, with the reason
 * @param others files that are not Markdown
 */
public record DocumentFolder(
    List<DocumentFile> documents, List<Unusable> unusable, List<Path> others) {

  /** A Markdown file that cannot be imported, and why. */
  public record Unusable(Path path, String reason) {}

  public DocumentFolder {
    documents = List.copyOf(documents);
    unusable = List.copyOf(unusable);
    others = List.copyOf(others);
  }

  /** Looks at a file, or at the files of a folder (not of the folders below it). */
  public static DocumentFolder read(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return sort(List.of(path), true);
    }
    try (Stream<Path> files = Files.list(path)) {
      return sort(files.filter(Files::isRegularFile).sorted().toList(), false);
    }
  }

  private static DocumentFolder sort(List<Path> files, boolean named) {
    List<DocumentFile> documents = new ArrayList<>();
    List<Unusable> unusable = new ArrayList<>();
    List<Path> others = new ArrayList<>();
    Map<String, DocumentFile> meetings = new HashMap<>();
    for (Path file : files) {
      if (!named && !DocumentFile.isMarkdown(file)) {
        others.add(file);
        continue;
      }
      DocumentFile document = DocumentFile.of(file).orElse(null);
      if (document == null) {
        unusable.add(new Unusable(file, "its name has no date (YYYYMMDD or YYYY-MM-DD)"));
        continue;
      }
      DocumentFile sameMeeting =
          meetings.putIfAbsent(document.date() + "-" + document.number(), document);
      if (sameMeeting != null) {
        unusable.add(
            new Unusable(
                file,
                "%s is of the same day; put -2 after the date of a second meeting"
                    .formatted(sameMeeting.name())));
        continue;
      }
      documents.add(document);
    }
    documents.sort(Comparator.comparing(DocumentFile::date).thenComparingInt(DocumentFile::number));
    return new DocumentFolder(documents, unusable, others);
  }
}
