package io.minutebook.query.graphql;

import graphql.ErrorClassification;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphqlErrorBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.support.DefaultExecutionGraphQlResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Gives up a query that takes too long, and stops the work for it: the engine begins no further
 * field, and the threads are interrupted, so that they leave the database. A subscription is no
 * longer limited once it has begun.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class TimeLimit implements WebGraphQlInterceptor {

  static final String CODE = "TIMED_OUT";

  private final Duration limit;
  private final AtomicInteger working = new AtomicInteger();

  TimeLimit(GraphQlLimits limits, ObjectProvider<MeterRegistry> meters) {
    this.limit = limits.timeout();
    meters.ifAvailable(registry -> registry.gauge("minutebook.graphql.working", working));
  }

  @Override
  public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
    Work work = new Work(working);
    request.configureExecutionInput(
        (input, builder) -> {
          ExecutionInput built = builder.graphQLContext(Map.of(Work.class, work)).build();
          work.cancelledBy(built::cancel);
          return built;
        });
    Mono<WebGraphQlResponse> answer =
        chain.next(request).doOnSuccess(answered -> work.done()).doOnCancel(work::stop);
    // the engine begins in the thread that subscribes; and nothing is cancelled once it has
    // answered, or a subscription would end with its first event
    return Mono.<WebGraphQlResponse>create(
            sink ->
                work.run(
                    () ->
                        sink.onCancel(
                            answer
                                .contextWrite(sink.contextView())
                                .subscribe(
                                    response -> sink.success(response),
                                    sink::error,
                                    () -> sink.success()))))
        .timeout(limit, Mono.fromSupplier(() -> giveUp(work, request)));
  }

  private WebGraphQlResponse giveUp(Work work, WebGraphQlRequest request) {
    work.stop();
    return late(request);
  }

  private WebGraphQlResponse late(WebGraphQlRequest request) {
    ExecutionResult result =
        ExecutionResult.newExecutionResult()
            .addError(
                GraphqlErrorBuilder.newError()
                    .message(
                        "this query was given up after %d ms; ask for less, or again later",
                        limit.toMillis())
                    .errorType(ErrorClassification.errorClassification(CODE))
                    .extensions(Map.of("code", CODE, "retryable", true))
                    .build())
            .build();
    return new WebGraphQlResponse(
        new DefaultExecutionGraphQlResponse(request.toExecutionInput(), result));
  }
}
