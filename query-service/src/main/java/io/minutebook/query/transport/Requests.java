package io.minutebook.query.transport;

import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;

/** Has operations executed for those whose request is no HTTP request. */
@Component
class Requests {

  private final WebGraphQlHandler graphQl;

  Requests(WebGraphQlHandler graphQl) {
    this.graphQl = graphQl;
  }

  /**
   * Executes an operation in this thread.
   *
   * @param payload {@code query}, {@code operationName}, {@code variables} and {@code extensions}
   * @return empty if the payload has not this form
   */
  Optional<WebGraphQlResponse> execute(
      URI uri, String id, Map<String, Object> payload, Authentication who) {
    if (!(payload.get("query") instanceof String)
        || !isNullOr(String.class, payload.get("operationName"))
        || !isNullOr(Map.class, payload.get("variables"))
        || !isNullOr(Map.class, payload.get("extensions"))) {
      return Optional.empty();
    }
    Map<String, Object> attributes = new HashMap<>(Map.of(Operation.MAY_SUBSCRIBE, true));
    WebGraphQlRequest request =
        new WebGraphQlRequest(
            uri,
            new HttpHeaders(),
            new LinkedMultiValueMap<>(),
            null,
            attributes,
            payload,
            id,
            Locale.ROOT);
    SecurityContextHolder.setContext(new SecurityContextImpl(who));
    try {
      return Optional.ofNullable(graphQl.handleRequest(request).block());
    } finally {
      SecurityContextHolder.clearContext();
    }
  }

  private static boolean isNullOr(Class<?> type, @Nullable Object value) {
    return value == null || type.isInstance(value);
  }
}
