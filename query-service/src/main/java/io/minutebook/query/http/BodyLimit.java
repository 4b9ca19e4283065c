package io.minutebook.query.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses queries that are longer than any query is, before they are read. */
@Component
@Order(0)
class BodyLimit extends OncePerRequestFilter {

  private static final int MOST = 1 << 20;

  private final ProblemWriter problems;

  BodyLimit(ProblemWriter problems) {
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getContentLengthLong() > MOST) {
      problems.write(request, response, HttpStatus.CONTENT_TOO_LARGE, "a query has at most 1 MiB");
    } else if (request.getHeader("Transfer-Encoding") != null) {
      problems.write(
          request, response, HttpStatus.LENGTH_REQUIRED, "say the length in Content-Length");
    } else {
      chain.doFilter(request, response);
    }
  }
}
