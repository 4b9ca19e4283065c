package io.minutebook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script, in a copy of the project that holds little more than it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
class LauncherTest {

  private final Instant yesterday = Instant.now().minus(Duration.ofDays(1));

  @TempDir Path folder;

  private Path root;
  private Path jar;
  private Path source;

  @BeforeEach
  void copyTheLauncher() throws IOException {
    root = folder.resolve("a project/of mine");
    jar = root.resolve("deploy/cli/target/minutebook.jar");
    source = root.resolve("deploy/cli/src/main/java/Some.java");
    Files.createDirectories(source.getParent());
    Files.createDirectories(jar.getParent());
    Files.copy(Path.of("../minutebook"), root.resolve("deploy/minutebook"));
    Files.writeString(source, "class Some {}");
    Files.setLastModifiedTime(source, FileTime.from(yesterday));
    writeJar();
  }

  @Test
  void it_runs_the_jar_with_the_arguments_as_they_are() throws Exception {
    Result result = launch("show", "two words", "", "$HOME", "*");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .containsExactly("java 25", "heap 371", "[show]", "[two words]", "[]", "[$HOME]", "[*]");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void it_passes_the_exit_code_on() throws Exception {
    assertThat(launch("fail").exitCode()).isEqualTo(1);
  }

  @Test
  void it_can_be_called_through_a_link_from_anywhere() throws Exception {
    Path link =
        Files.createSymbolicLink(
            folder.resolve("mb"), Path.of("a project/of mine/deploy/minutebook"));
    Result result = launch(Map.of(), link, "x");
    assertThat(result.out()).contains("[x]");
  }

  @Test
  void it_finds_a_jdk_where_java_home_is_another_one() throws Exception {
    Path old = folder.resolve("old");
    Files.createDirectories(old.resolve("bin"));
    Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");
    executable(old.resolve("bin/java"), "echo the old one; exit 3");
    Result result =
        launch(
            Map.of("JAVA_HOME", old.toString(), "PATH", currentJavaOnPath()),
            root.resolve("deploy/minutebook"),
            "x");
    assertThat(result.out()).contains("java 25", "[x]");
  }

  @Test
  void it_builds_when_a_source_is_younger_and_only_then() throws Exception {
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
    Result result = launchWithMaven("touch '%s'".formatted(folder.resolve("built")), "x");
    assertThat(result.err()).singleElement().asString().contains("building");
    assertThat(folder.resolve("built")).exists();
    assertThat(result.out()).contains("[x]");

    Files.setLastModifiedTime(source, FileTime.from(yesterday));
    Files.delete(folder.resolve("built"));
    launchWithMaven("touch '%s'".formatted(folder.resolve("built")), "x");
    assertThat(folder.resolve("built")).doesNotExist();
  }

  @Test
  void it_shows_what_maven_says_when_the_build_fails() throws Exception {
    Files.delete(jar);
    Result result = launchWithMaven("echo something is missing; exit 1", "x");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("something is missing");
    assertThat(result.err().getLast()).contains("the build failed");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void the_benchmark_has_a_jar_of_its_own_and_a_jvm_that_is_not_small() throws Exception {
    Path own = root.resolve("deploy/benchmark/target/minutebook-benchmark.jar");
    Files.createDirectories(own.getParent());
    Files.move(jar, own);
    Result result = launch("benchmark", "append", "--json", "a file");
    assertThat(result.out())
        .containsExactly("java 25", "heap 2944", "[append]", "[--json]", "[a file]");

    Files.delete(own);
    Result missing = launchWithMaven("echo \"$@\"; exit 1", "benchmark");
    assertThat(missing.exitCode()).isEqualTo(2);
    assertThat(missing.err()).anyMatch(line -> line.contains("-pl deploy/benchmark -am"));
  }

  private Result launchWithMaven(String script, String... arguments) throws Exception {
    Path programs = Files.createDirectories(folder.resolve("maven"));
    Path maven = programs.resolve("mvn");
    executable(maven, script);
    return launch(
        Map.of("PATH", programs + ":" + System.getenv("PATH")),
        root.resolve("deploy/minutebook"),
        arguments);
  }

  private Result launch(String... arguments) throws Exception {
    return launch(Map.of(), root.resolve("deploy/minutebook"), arguments);
  }

  private Result launch(Map<String, String> environment, Path launcher, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().remove("MINUTEBOOK_JVM_FLAGS");
    builder.environment().putAll(environment);
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    process.getOutputStream().close();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Result(process.exitValue(), Files.readAllLines(out), Files.readAllLines(err));
  }

  private static String currentJavaOnPath() {
    return Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH");
  }

  private static void executable(Path file, String script) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void writeJar() throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Echo.class.getName());
    String entry = Echo.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        InputStream compiled = Echo.class.getResourceAsStream("/" + entry)) {
      out.putNextEntry(new ZipEntry(entry));
      if (compiled != null) {
        compiled.transferTo(out);
      }
    }
  }

  private record Result(int exitCode, List<String> out, List<String> err) {}
}
