package io.minutebook.query.http;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * GraphiQL, a page to write queries on. All that it needs comes from this service, and its policy
 * forbids the browser to ask anybody else; what is typed into it stays in the browser.
 */
@RestController
@ConditionalOnBooleanProperty(name = "minutebook.graphql.graphiql", matchIfMissing = true)
class GraphiqlController {

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'"
          + " data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action"
          + " 'none'; frame-ancestors 'none'";

  private static final MediaType SCRIPT = MediaType.parseMediaType("text/javascript;charset=UTF-8");
  private static final MediaType STYLE = MediaType.parseMediaType("text/css;charset=UTF-8");

  private static final Map<String, MediaType> ASSETS =
      Map.of(
          "page.js", SCRIPT,
          "page.css", STYLE,
          "graphiql.min.js", SCRIPT,
          "graphiql.min.css", STYLE,
          "react.production.min.js", SCRIPT,
          "react-dom.production.min.js", SCRIPT);

  @GetMapping("/graphiql")
  ResponseEntity<Resource> page() {
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
        .cacheControl(CacheControl.noCache())
        .header("Content-Security-Policy", POLICY)
        .header("Referrer-Policy", "no-referrer")
        .body(file("page.html"));
  }

  @GetMapping("/graphiql/{asset}")
  ResponseEntity<Resource> asset(@PathVariable String asset) throws NoResourceFoundException {
    MediaType type = ASSETS.get(asset);
    if (type == null) {
      throw new NoResourceFoundException(HttpMethod.GET, "/graphiql/" + asset, asset);
    }
    return ResponseEntity.ok()
        .contentType(type)
        .cacheControl(CacheControl.maxAge(Duration.ofHours(1)))
        .body(file(asset));
  }

  private static Resource file(String name) {
    return new ClassPathResource("graphiql/" + name, GraphiqlController.class.getClassLoader());
  }
}
