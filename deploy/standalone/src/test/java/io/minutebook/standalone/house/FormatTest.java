package io.minutebook.standalone.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** All Java in the repository is set as google-java-format sets it. */
class FormatTest {

  private static final boolean WRITE = "write".equals(System.getProperty("minutebook.format"));

  private final Formatter formatter = new Formatter();

  @Test
  void all_java_is_formatted() throws IOException, FormatterException {
    Path root = Path.of("..", "..").toRealPath();
    List<Path> unformatted = new ArrayList<>();
    for (Path file : sources(root)) {
      String source = Files.readString(file);
      String formatted = format(source);
      if (!formatted.equals(source)) {
        if (WRITE) {
          Files.writeString(file, formatted);
        } else {
          unformatted.add(root.relativize(file));
        }
      }
    }
    assertThat(unformatted)
        .as("not in google-java-format's style; CONTRIBUTING.md says how to put it right")
        .isEmpty();
  }

  private String format(String source) throws FormatterException {
    String imports =
        RemoveUnusedImports.removeUnusedImports(
            ImportOrderer.reorderImports(source, JavaFormatterOptions.Style.GOOGLE));
    return formatter.formatSource(imports);
  }

  private static List<Path> sources(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !root.relativize(file).toString().matches(".*\\btarget\\b.*"))
          .sorted()
          .toList();
    }
  }
}
