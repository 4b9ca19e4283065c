package io.minutebook.command.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sees to it that every answer to a writing request carries its idempotency key: the client's, or
 * one that is made here. Stands before everything else, so that refusals carry it too.
 */
final class IdempotencyKeyFilter extends OncePerRequestFilter {

  static final String HEADER = "Idempotency-Key";

  private static final String ATTRIBUTE = IdempotencyKeyFilter.class.getName();
  private static final Pattern VISIBLE = Pattern.compile("[!-~]{1,255}");

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !(request.getMethod().equals("POST") || request.getMethod().equals("PUT"));
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    List<String> sent = Collections.list(request.getHeaders(HEADER));
    if (sent.isEmpty()) {
      keep(UUID.randomUUID().toString(), request, response);
    } else if (sent.size() == 1 && VISIBLE.matcher(sent.getFirst()).matches()) {
      keep(sent.getFirst(), request, response);
    }
    chain.doFilter(request, response);
  }

  private static void keep(String key, HttpServletRequest request, HttpServletResponse response) {
    request.setAttribute(ATTRIBUTE, key);
    response.setHeader(HEADER, key);
  }

  /** The key of a request; refuses one that was sent and is none. */
  static String keyOf(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof String key) {
      return key;
    }
    throw ProblemException.malformed(
        HEADER, "An idempotency key is one header of 1 to 255 visible ASCII characters.");
  }
}
