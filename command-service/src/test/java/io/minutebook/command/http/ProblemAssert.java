package io.minutebook.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Checks that an answer is a whole problem detail. */
final class ProblemAssert {

  private final HttpResponse<String> response;
  private final JsonNode problem;

  private ProblemAssert(HttpResponse<String> response) {
    this.response = response;
    assertThat(ApiServer.header(response, "Content-Type"))
        .as("%s: %s", response.statusCode(), response.body())
        .startsWith("application/problem+json");
    this.problem = ApiServer.body(response);
  }

  static ProblemAssert assertProblem(HttpResponse<String> response) {
    return new ProblemAssert(response);
  }

  ProblemAssert is(ProblemKind kind) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(kind.status());
    assertThat(problem.required("status").intValue()).isEqualTo(kind.status());
    assertThat(problem.required("type").stringValue()).isEqualTo(kind.type());
    assertThat(problem.required("title").stringValue()).isEqualTo(kind.title());
    return this;
  }

  ProblemAssert field(@Nullable String field) {
    JsonNode found = problem.get("field");
    assertThat(found == null ? null : found.stringValue()).as(response.body()).isEqualTo(field);
    return this;
  }

  ProblemAssert says(String... parts) {
    assertThat(problem.required("detail").stringValue()).contains(parts);
    return this;
  }
}
