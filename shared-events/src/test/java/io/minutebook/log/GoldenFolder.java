package io.minutebook.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What events looked like in each version that they ever had. For a version there are {@code
 * Event.v1.json}, an event with all fields filled in the very bytes that the log has, {@code
 * Event.v1.bare.json} without all that may be left out, if anything may, and {@code
 * Event.v1.shape}. What is in the folder is never changed: a new version adds to it.
 *
 * @param files by their names
 */
record GoldenFolder(SortedMap<String, String> files) {

  static final Path PATH = Path.of("src", "test", "resources", "golden");

  static GoldenFolder read() throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.list(PATH)) {
      for (Path each : paths.toList()) {
        files.put(each.getFileName().toString(), Files.readString(each));
      }
    }
    return new GoldenFolder(files);
  }

  /** The names of the events' files, without {@code .json}. */
  List<String> events() {
    return files.keySet().stream()
        .filter(name -> name.endsWith(".json"))
        .map(name -> name.substring(0, name.length() - ".json".length()))
        .toList();
  }

  @Nullable String event(String name) {
    return files.get(name + ".json");
  }

  /** What is wrong with the files of an event, given the newest version that it claims to have. */
  List<String> problems(Class<?> record, int newest) {
    List<String> problems = new ArrayList<>();
    String name = record.getSimpleName();
    for (int version = 1; version <= newest; version++) {
      String form = name + ".v" + version;
      for (String file : List.of(form + ".json", form + ".shape")) {
        if (!files.containsKey(file)) {
          problems.add("there is no " + file);
        }
      }
    }
    String form = name + ".v" + newest;
    String shape = files.get(form + ".shape");
    if (shape != null && !shape.equals(Shape.of(record))) {
      problems.add(
          "%s is no longer what it was in version %d, and needs a new version and a step to it: %s"
              .formatted(name, newest, difference(shape, Shape.of(record))));
    }
    String filled = event(form);
    if (filled != null && !namesOf(record).equals(fieldsOf(filled))) {
      problems.add(
          "%s.json should have the fields %s and has %s"
              .formatted(form, namesOf(record), fieldsOf(filled)));
    }
    for (String file : files.keySet()) {
      if (file.startsWith(name + ".v") && versionOf(file, name) > newest) {
        problems.add("%s is of a version that %s does not have".formatted(file, name));
      }
    }
    return problems;
  }

  /** The files that belong to none of the events of these names. */
  List<String> strangers(Set<String> events) {
    return files.keySet().stream()
        .filter(file -> !events.contains(file.substring(0, Math.max(0, file.indexOf(".v")))))
        .toList();
  }

  private static int versionOf(String file, String event) {
    String rest = file.substring(event.length() + 2);
    return Integer.parseInt(rest.substring(0, rest.indexOf('.')));
  }

  private static String difference(String then, String now) {
    Set<String> gone = new TreeSet<>(then.lines().toList());
    Set<String> come = new TreeSet<>(now.lines().toList());
    gone.removeAll(now.lines().toList());
    come.removeAll(then.lines().toList());
    return "%s became %s".formatted(gone, come);
  }

  private static Set<String> namesOf(Class<?> record) {
    return Arrays.stream(record.getRecordComponents())
        .map(component -> component.getName())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> fieldsOf(String event) {
    JsonNode data = JsonMapper.shared().readTree(event).path("data");
    return data.properties().stream()
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
