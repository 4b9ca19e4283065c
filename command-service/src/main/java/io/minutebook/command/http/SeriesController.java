package io.minutebook.command.http;

import io.minutebook.command.Decisions;
import io.minutebook.command.Request;
import io.minutebook.command.series.SeriesCommand;
import io.minutebook.event.SeriesId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Commands for a series. */
@RestController
final class SeriesController {

  private final Decisions decisions;
  private final CommandJson json;
  private final Answers answers;

  SeriesController(Decisions decisions, CommandJson json, Answers answers) {
    this.decisions = decisions;
    this.json = json;
    this.answers = answers;
  }

  @PostMapping(
      path = "/series/{series}/commands/{command}",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Answer> command(
      @PathVariable String series, @PathVariable String command, HttpServletRequest request) {
    SeriesId id = Addresses.series(series);
    Incoming incoming = Incoming.of(request, Set.of());
    SeriesCommand asked = json.series(command, incoming.body());
    return answers.toCommands(
        decisions.decide(new Request.ForSeries(id, asked, incoming.expected(), incoming.context())),
        "/series/" + id);
  }
}
