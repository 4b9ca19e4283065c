package io.minutebook.command.http;

import io.minutebook.command.Outcome;
import io.minutebook.command.meeting.NamedCommand;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Turns outcomes into answers: the version as ETag, 201 for a stream that is new. */
final class Answers {

  private final CommandJson json;

  Answers(CommandJson json) {
    this.json = json;
  }

  ResponseEntity<Answer> toCommands(Outcome outcome, String location) {
    return answer(
        outcome,
        location,
        new Answer(
            outcome.stream(),
            outcome.version(),
            outcome.events(),
            outcome.entries(),
            outcome.version() < 0 ? null : outcome.token(),
            null,
            null));
  }

  /** What a document would come down to. */
  ResponseEntity<Answer> toDryRun(Outcome outcome, String location) {
    return answer(
        outcome,
        location,
        new Answer(
            outcome.stream(),
            outcome.version(),
            outcome.events(),
            outcome.entries(),
            outcome.version() < 0 ? null : outcome.token(),
            summary(outcome.commands()),
            outcome.commands().stream().map(json::write).toList()));
  }

  private static ResponseEntity<Answer> answer(Outcome outcome, String location, Answer body) {
    ResponseEntity.BodyBuilder answer =
        isNew(outcome)
            ? ResponseEntity.created(URI.create(location))
            : ResponseEntity.status(HttpStatus.OK);
    if (outcome.version() >= 0) {
      answer.eTag("\"" + outcome.version() + "\"").header(Headers.TOKEN, outcome.token());
    }
    return answer.contentType(MediaType.APPLICATION_JSON).body(body);
  }

  private static boolean isNew(Outcome outcome) {
    return !outcome.events().isEmpty() && outcome.events().getFirst().endsWith("@0");
  }

  private static String summary(List<NamedCommand> commands) {
    if (commands.isEmpty()) {
      return "nothing differs";
    }
    Map<String, Long> counts =
        commands.stream()
            .collect(
                Collectors.groupingBy(
                    named -> named.command().getClass().getSimpleName(),
                    TreeMap::new,
                    Collectors.counting()));
    return counts.entrySet().stream()
        .map(count -> count.getValue() + " " + count.getKey())
        .collect(Collectors.joining(", "));
  }
}
