package io.minutebook.query.http;

import io.minutebook.query.view.ParkedStreams.Parked;
import io.minutebook.query.view.Views;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The streams that the views do not follow, and how to have them tried again; for admins. */
@RestController
@RequestMapping("/parked")
class ParkedController {

  private final Views views;

  ParkedController(Views views) {
    this.views = views;
  }

  @GetMapping
  List<Map<String, Object>> parked() {
    return views.parked().all().stream().map(ParkedController::json).toList();
  }

  @PostMapping("/meeting/{series}/{day}/resume")
  @ResponseStatus(HttpStatus.ACCEPTED)
  void resumeMeeting(@PathVariable String series, @PathVariable String day) {
    resume("meeting/" + series + "/" + day);
  }

  @PostMapping("/series/{series}/resume")
  @ResponseStatus(HttpStatus.ACCEPTED)
  void resumeSeries(@PathVariable String series) {
    resume("series/" + series);
  }

  private void resume(String stream) {
    if (!views.parked().askFor(stream)) {
      throw Refused.notFound(stream + " is not parked");
    }
  }

  private static Map<String, Object> json(Parked parked) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("stream", parked.stream());
    json.put("version", parked.version());
    json.put("reason", parked.reason());
    json.put("since", parked.since().toString());
    return json;
  }
}
