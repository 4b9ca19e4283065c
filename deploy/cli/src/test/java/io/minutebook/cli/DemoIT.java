package io.minutebook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DemoIT {

  @Test
  void the_demonstration_finds_everything_as_expected_and_leaves_nothing_behind()
      throws IOException {
    Set<Path> before = demoFolders();
    Run run = Run.of("demo", "--once");

    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.out())
        .contains("8 of 8 are byte-identical", "all is in order", "Everything as expected")
        .doesNotContain("\u001b", "✗");
    assertThat(demoFolders()).isEqualTo(before);
  }

  private static Set<Path> demoFolders() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("minutebook-demo-"))
          .collect(Collectors.toSet());
    }
  }
}
