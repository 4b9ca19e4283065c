package io.minutebook.command.http;

import io.minutebook.command.Decisions;
import io.minutebook.command.Outcome;
import io.minutebook.command.Request;
import io.minutebook.command.meeting.NamedCommand;
import io.minutebook.event.MeetingId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** Commands for the minutes of a meeting: one, several as one commit, or a whole document. */
@RestController
final class MeetingController {

  static final String DRY_RUN = "dryRun";
  static final String REINSTATE = "reinstate";

  private final Decisions decisions;
  private final CommandJson json;
  private final Answers answers;

  MeetingController(Decisions decisions, CommandJson json, Answers answers) {
    this.decisions = decisions;
    this.json = json;
    this.answers = answers;
  }

  @PostMapping(
      path = "/meetings/{series}/{day}/commands/{command}",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Answer> command(
      @PathVariable String series,
      @PathVariable String day,
      @PathVariable String command,
      HttpServletRequest request) {
    MeetingId meeting = Addresses.meeting(series, day);
    Incoming incoming = Incoming.of(request, Set.of());
    NamedCommand asked = new NamedCommand(null, json.meeting(command, incoming.body()));
    return decide(meeting, List.of(asked), false, incoming);
  }

  @PostMapping(
      path = "/meetings/{series}/{day}/commands",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Answer> commands(
      @PathVariable String series, @PathVariable String day, HttpServletRequest request) {
    MeetingId meeting = Addresses.meeting(series, day);
    Incoming incoming = Incoming.of(request, Set.of());
    return decide(meeting, json.list(incoming.body()), true, incoming);
  }

  private ResponseEntity<Answer> decide(
      MeetingId meeting, List<NamedCommand> commands, boolean list, Incoming incoming) {
    Outcome outcome =
        decisions.decide(
            new Request.ForMeeting(
                meeting, commands, list, incoming.expected(), incoming.context()));
    return answers.toCommands(outcome, minutesOf(meeting));
  }

  @PutMapping(
      path = "/meetings/{series}/{day}/minutes",
      consumes = "text/markdown",
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Answer> document(
      @PathVariable String series, @PathVariable String day, HttpServletRequest request) {
    MeetingId meeting = Addresses.meeting(series, day);
    Incoming incoming = Incoming.of(request, Set.of(DRY_RUN, REINSTATE));
    boolean dryRun = Incoming.flag(request, DRY_RUN);
    Outcome outcome =
        decisions.decide(
            new Request.ForDocument(
                meeting,
                incoming.body(),
                dryRun,
                Incoming.flag(request, REINSTATE),
                incoming.expected(),
                incoming.context()));
    return dryRun
        ? answers.toDryRun(outcome, minutesOf(meeting))
        : answers.toCommands(outcome, minutesOf(meeting));
  }

  private static String minutesOf(MeetingId meeting) {
    return "/meetings/" + meeting + "/minutes";
  }
}
