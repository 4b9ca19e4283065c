package io.minutebook.query.transport;

import graphql.ExecutionResult;
import org.reactivestreams.Publisher;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.support.DefaultExecutionGraphQlResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Says how to subscribe to somebody who asked for one answer. */
@Component
class SubscriptionsElsewhere implements WebGraphQlInterceptor {

  @Override
  public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
    return chain
        .next(request)
        .map(
            response ->
                response.getExecutionResult().getData() instanceof Publisher
                        && !request.getAttributes().containsKey(Operation.MAY_SUBSCRIBE)
                    ? refusal(response)
                    : response);
  }

  private static WebGraphQlResponse refusal(WebGraphQlResponse response) {
    ExecutionResult result =
        ExecutionResult.newExecutionResult().errors(Failures.notSubscribed()).build();
    return new WebGraphQlResponse(
        new DefaultExecutionGraphQlResponse(response.getExecutionInput(), result));
  }
}
