package io.minutebook.cli.demo;

import io.minutebook.standalone.Addresses;
import io.minutebook.standalone.Standalone;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The demonstration from import to verification, on a running standalone process. */
public final class Demonstration {

  /** Runs the {@code minutebook} command in this process and answers its exit code. */
  @FunctionalInterface
  public interface MinutebookCommand {
    int run(PrintWriter out, PrintWriter err, String... args);
  }

  private final Standalone standalone;
  private final Path folder;
  private final MinutebookCommand minutebook;
  private final Story story;

  /**
   * A demonstration.
   *
   * @param folder for the samples and what is exported
   */
  public Demonstration(
      Standalone standalone,
      Path folder,
      MinutebookCommand minutebook,
      PrintWriter out,
      boolean colours) {
    this.standalone = standalone;
    this.folder = folder;
    this.minutebook = minutebook;
    this.story = new Story(out, colours);
  }

  /** Tells it, and answers what turned out otherwise than expected. */
  public List<String> tell() throws IOException {
    Path samples = folder.resolve("samples");
    Path exported = folder.resolve("exported");
    Samples.copyTo(samples);
    String series = Demo.SERIES.slug();

    story.chapter("Eight Markdown documents of an imaginary team go in");
    command("import", "markdown", samples.toString(), "--series", series);
    story.chapter("The same again: nothing differs, so nothing is stored");
    command("import", "markdown", samples.toString(), "--series", series);
    story.chapter("And out again");
    command("export", "--series", series, "--to", exported.toString());
    compare(samples, exported);

    DemoClients clients = new DemoClients(standalone);
    new Demo(
            story,
            clients.queries("ada", "scribe"),
            clients.commands("ada", "scribe"),
            clients.commands("rui", "reader"))
        .ask();

    story.chapter("Rebuild everything from the log, and see that it comes out the same");
    command("replay");
    story.chapter("Prove that nobody altered the record");
    command("verify");
    return story.disappointments();
  }

  /** Where it runs, and what to try there. */
  public void invite(PrintWriter out) {
    Addresses addresses = standalone.addresses();
    String token = new DemoClients(standalone).token("you", "admin");
    out.println();
    out.println("Minutebook stays up until Ctrl-C. To try:");
    out.println();
    out.println("export TOKEN=" + token);
    out.printf(
        "curl -H \"Authorization: Bearer $TOKEN\" %s/meetings/platform/2026-03-02/minutes%n",
        addresses.queryUrl());
    out.printf(
        "curl -H \"Authorization: Bearer $TOKEN\" -H 'Content-Type: application/json' %s/graphql -d"
            + " '%s'%n",
        addresses.queryUrl(),
        "{\"query\": \"{ actions(series: \\\"platform\\\", owner: \\\"Mei\\\") { nodes { date text"
            + " status } } }\"}");
    out.printf(
        "curl -H \"Authorization: Bearer $TOKEN\" -H 'Content-Type: application/json'"
            + " %s/meetings/platform/2026-03-02/commands/AddAnnouncement -d '%s'%n",
        addresses.commandUrl(), "{\"text\": \"Cake at four\"}");
    out.printf(
        "deploy/minutebook history platform/2026-02-02 --data %s%n", standalone.folder().path());
    out.flush();
  }

  private void command(String... arguments) {
    story.typed("minutebook " + String.join(" ", arguments).replace(folder + "/", ""));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] all = new String[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--data";
    all[arguments.length + 1] = standalone.folder().path().toString();
    int exitCode = minutebook.run(new PrintWriter(out, true), new PrintWriter(err, true), all);
    out.toString().lines().forEach(story::line);
    if (exitCode != 0) {
      err.toString().lines().forEach(story::line);
      story.expect(false, "exit code %d of minutebook %s".formatted(exitCode, arguments[0]));
    }
  }

  private void compare(Path samples, Path exported) throws IOException {
    int same = 0;
    List<String> names = Samples.names();
    for (String name : names) {
      Path copy = exported.resolve(name);
      if (Files.exists(copy) && Files.mismatch(samples.resolve(name), copy) < 0) {
        same++;
      }
    }
    story.expect(same == names.size(), "%d of %d are byte-identical".formatted(same, names.size()));
  }
}
