package io.minutebook.command.http;

import io.minutebook.command.Proposals;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** How the minutes of a meeting would begin, to be confirmed with ScheduleMeeting. */
@RestController
final class ProposalController {

  static final String PATH = "/meetings/{series}/{day}/proposal";

  private final Proposals proposals;
  private final CommandJson json;

  ProposalController(Proposals proposals, CommandJson json) {
    this.proposals = proposals;
    this.json = json;
  }

  @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<ObjectNode> proposal(
      @PathVariable String series, @PathVariable String day, HttpServletRequest request) {
    Incoming.checkQuery(request, Set.of());
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .body(json.write(proposals.propose(Addresses.meeting(series, day))));
  }
}
