package io.minutebook.cli.demo;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The sample minutes that the project ships: eight weekly meetings of an imaginary team. */
public final class Samples {

  private static final String FOLDER = "/samples/";

  private Samples() {}

  /** Their file names, oldest first. */
  public static List<String> names() throws IOException {
    try (BufferedReader list =
        new BufferedReader(new InputStreamReader(open("files.txt"), StandardCharsets.UTF_8))) {
      return list.lines().toList();
    }
  }

  /** Writes them to a folder. */
  public static void copyTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (String name : names()) {
      try (InputStream sample = open(name)) {
        Files.copy(sample, folder.resolve(name));
      }
    }
  }

  private static InputStream open(String name) throws IOException {
    InputStream resource = Samples.class.getResourceAsStream(FOLDER + name);
    if (resource == null) {
      throw new FileNotFoundException("the jar has no " + FOLDER + name);
    }
    return resource;
  }
}
