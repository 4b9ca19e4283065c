package io.minutebook.benchmark.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.minutebook.log.CloudEventHeaders;
import io.minutebook.log.Commit;
import io.minutebook.log.Head;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record of two streams in which everything is right, to be tampered with. */
final class KeptRecord {

  static final String STREAM = "meeting/crash-0/2020-01-06";
  static final String OTHER = "meeting/crash-0/2020-01-13";
  private static final Instant AT = Instant.parse("2026-03-02T10:00:00Z");

  final Map<Long, Command> sent = new HashMap<>();
  final Map<Long, Acknowledgement> acknowledged = new HashMap<>();
  final Map<String, List<Commit>> stored = new HashMap<>();
  final List<String> pending = new ArrayList<>();
  final Map<String, List<LoggedEvent>> logged = new HashMap<>();
  final Map<String, Long> viewed = new HashMap<>();

  /** Commands 1 to 5 in the one stream, 6 to 8 in the other, each of one event. */
  KeptRecord() {
    for (long number = 1; number <= 8; number++) {
      String stream = number <= 5 ? STREAM : OTHER;
      Command command = new Command(number, stream, "AddNote", "{}");
      sent.put(number, command);
      Commit commit = store(stream, command.key(), Command.mark(number));
      log(commit);
      viewed.put(stream, commit.lastVersion());
      acknowledged.put(
          number,
          new Acknowledgement(
              stream,
              commit.lastVersion(),
              List.of(stream + "@" + commit.lastVersion()),
              List.of("e" + number)));
    }
  }

  /** Appends a commit of a command with this key that has this text. */
  Commit store(String stream, String key, String text) {
    Commit commit = following(last(stream), stream, key, text);
    stored.computeIfAbsent(stream, _ -> new ArrayList<>()).add(commit);
    return commit;
  }

  static Commit following(@Nullable Commit last, String stream, String key, String text) {
    Head head = last == null ? null : last.head();
    String event =
        "{\"data\":{\"source\":\"- %s\",\"text\":\"%s\"},\"meta\":{},\"type\":\"NoteAdded.v1\"}"
            .formatted(text, text);
    return Commit.following(
        head,
        stream,
        CommandCheck.commandId("scribe", key),
        "f",
        AT,
        null,
        List.of(event.getBytes(UTF_8)));
  }

  private @Nullable Commit last(String stream) {
    List<Commit> commits = stored.get(stream);
    return commits == null ? null : commits.getLast();
  }

  void log(Commit commit) {
    for (int i = 0; i < commit.events().size(); i++) {
      logged
          .computeIfAbsent(commit.stream(), _ -> new ArrayList<>())
          .add(new LoggedEvent(CloudEventHeaders.of(commit, i), commit.events().get(i)));
    }
  }

  List<Commit> commits() {
    return stored.computeIfAbsent(STREAM, _ -> new ArrayList<>());
  }

  List<LoggedEvent> events() {
    return logged.computeIfAbsent(STREAM, _ -> new ArrayList<>());
  }

  List<Violation> judged() {
    return Judge.judge(new Evidence("scribe", sent, acknowledged, stored, pending, logged, viewed));
  }
}
