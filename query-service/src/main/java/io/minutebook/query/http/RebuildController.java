package io.minutebook.query.http;

import io.minutebook.query.projection.Rebuilds;
import io.minutebook.query.view.BadArgument;
import io.minutebook.query.view.RebuildRecords.Rebuild;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Has the views be made anew from the log, and tells how that goes; for the role admin. */
@RestController
@RequestMapping("/rebuilds")
class RebuildController {

  private final Rebuilds rebuilds;

  RebuildController(Rebuilds rebuilds) {
    this.rebuilds = rebuilds;
  }

  @PostMapping
  ResponseEntity<Map<String, Object>> rebuild(@RequestParam @Nullable String view) {
    Optional<Rebuild> requested;
    try {
      requested = rebuilds.request(view);
    } catch (IllegalArgumentException e) {
      throw new BadArgument("view", String.valueOf(e.getMessage()));
    }
    Rebuild rebuild =
        requested.orElseThrow(
            () -> Refused.conflict("one rebuild at a time: another one is at work"));
    return ResponseEntity.accepted()
        .location(URI.create("/rebuilds/" + rebuild.generation()))
        .body(json(rebuild));
  }

  /** The one that is at work, if there is one. */
  @GetMapping
  Map<String, Object> current() {
    Map<String, Object> json = new LinkedHashMap<>();
    rebuilds.atWork().ifPresent(rebuild -> json.put("atWork", json(rebuild)));
    return json;
  }

  @GetMapping("/{id}")
  Map<String, Object> rebuild(@PathVariable int id) {
    return json(rebuilds.find(id).orElseThrow(() -> Refused.notFound("no rebuild is " + id)));
  }

  /** Gives it up; the views stay as they are. */
  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void giveUp(@PathVariable int id) {
    if (!rebuilds.giveUp(id)) {
      throw Refused.notFound("no rebuild %d is at work".formatted(id));
    }
  }

  private static Map<String, Object> json(Rebuild rebuild) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", rebuild.generation());
    if (rebuild.view() != null) {
      json.put("view", rebuild.view());
    }
    json.put("state", rebuild.state());
    json.put("started", rebuild.started().toString());
    if (rebuild.finished() != null) {
      json.put("finished", rebuild.finished().toString());
    }
    json.put("done", rebuild.done());
    json.put("total", rebuild.total());
    json.put("perSecond", rebuild.perSecond());
    if (rebuild.perSecond() > 0 && rebuild.finished() == null) {
      json.put("secondsLeft", Math.max(0, rebuild.total() - rebuild.done()) / rebuild.perSecond());
    }
    if (rebuild.problem() != null) {
      json.put("problem", rebuild.problem());
    }
    return json;
  }
}
