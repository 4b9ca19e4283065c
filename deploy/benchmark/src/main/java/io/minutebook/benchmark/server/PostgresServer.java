package io.minutebook.benchmark.server;

import io.minutebook.benchmark.process.ChildProcess;
import io.minutebook.benchmark.process.Ports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL on loopback, with a new data folder. What is committed is synced, as its own defaults
 * say; the memory and the distance of checkpoints are what its manual advises for a server that
 * writes, since the defaults are for small machines.
 */
public final class PostgresServer implements AutoCloseable {

  private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
  private static final Duration LONGEST_START = Duration.ofSeconds(30);
  private static final Duration LONGEST_INIT = Duration.ofSeconds(60);

  /** Whom it runs as where this process is root, which it refuses. */
  private static final String USER = "postgres";

  private static final List<String> SETTINGS =
      List.of(
          "fsync=on",
          "synchronous_commit=on",
          "full_page_writes=on",
          "shared_buffers=1GB",
          "max_wal_size=8GB",
          "checkpoint_timeout=15min",
          "max_connections=300",
          "listen_addresses=127.0.0.1");

  private final ChildProcess process;
  private final int port;
  private final Path data;

  private PostgresServer(ChildProcess process, int port, Path data) {
    this.process = process;
    this.port = port;
    this.data = data;
  }

  /**
   * Starts a server.
   *
   * @param given where its programs are; null: where they usually are
   * @throws IOException if there is none or it does not start
   */
  static PostgresServer start(@Nullable Path given, Path folder)
      throws IOException, InterruptedException {
    Path programs = given == null ? installed() : given;
    Path data = dataFolder(folder);
    run(
        asUser(
            programs.resolve("initdb").toString(),
            "--pgdata=" + data,
            "--username=" + USER,
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C"));
    int port = Ports.free();
    List<String> command = new ArrayList<>();
    command.addAll(asUser(programs.resolve("postgres").toString(), "-D", data.toString()));
    command.addAll(List.of("-p", Integer.toString(port), "-k", ""));
    SETTINGS.forEach(setting -> command.addAll(List.of("-c", setting)));
    ChildProcess process =
        ChildProcess.start(
            "postgres",
            command,
            Map.of(),
            folder.resolve("logs").resolve("postgres.log"),
            PostgresServer::isReady);
    process.awaitReady(LONGEST_START);
    return new PostgresServer(process, port, data);
  }

  private static boolean isReady(ChildProcess process) throws IOException {
    try (Stream<String> lines = process.said()) {
      return lines.anyMatch(line -> line.contains("database system is ready to accept"));
    }
  }

  private static Path installed() throws IOException {
    if (Files.isDirectory(INSTALLED)) {
      try (Stream<Path> versions = Files.list(INSTALLED)) {
        return versions
            .map(version -> version.resolve("bin"))
            .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
            .max((a, b) -> Integer.compare(version(a), version(b)))
            .orElseThrow(PostgresServer::missing);
      }
    }
    for (String entry : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
      if (Files.isExecutable(Path.of(entry).resolve("initdb"))) {
        return Path.of(entry);
      }
    }
    throw missing();
  }

  private static int version(Path bin) {
    String name = String.valueOf(bin.getName(bin.getNameCount() - 2));
    return name.matches("\\d{1,4}") ? Integer.parseInt(name) : 0;
  }

  private static IOException missing() {
    return new IOException(
        "PostgreSQL is not installed here (Debian: apt-get install postgresql). Give --postgres-bin,"
            + " or leave axon-jdbc out of --peers.");
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static List<String> asUser(String... command) {
    List<String> whole = new ArrayList<>();
    if (isRoot()) {
      whole.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--init-groups", "--"));
    }
    whole.addAll(List.of(command));
    return whole;
  }

  /** A folder that its user may reach, whoever's the one around it is. */
  private static Path dataFolder(Path folder) throws IOException {
    Path data = Files.createTempDirectory(isRoot() ? Path.of("/tmp") : folder, "postgres");
    if (isRoot()) {
      Files.setOwner(
          data, data.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER));
    }
    return Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    byte[] said = process.getInputStream().readAllBytes();
    if (!process.waitFor(LONGEST_INIT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(
          String.join(" ", command) + " failed: " + new String(said, StandardCharsets.UTF_8));
    }
  }

  ChildProcess process() {
    return process;
  }

  /** JDBC's address of its first database. */
  public String url() {
    return "jdbc:postgresql://127.0.0.1:%d/postgres?user=%s".formatted(port, USER);
  }

  /** Stops it and removes its data. */
  @Override
  public void close() throws IOException {
    try {
      process.stop();
    } catch (InterruptedException e) {
      process.kill();
      Thread.currentThread().interrupt();
    }
    WorkFolder.remove(data);
  }
}
