package io.minutebook.query.transport;

import graphql.ExecutionResult;
import graphql.GraphQLError;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.graphql.execution.SubscriptionPublisherException;
import org.springframework.graphql.server.WebGraphQlResponse;

/**
 * An operation of a client while it goes on. The next result is asked for when the last one has
 * been sent, so that nothing is kept waiting here.
 */
final class Operation implements Subscriber<ExecutionResult> {

  private static final Logger LOG = LoggerFactory.getLogger(Operation.class);

  /** That requests carry this attribute tells that their answer may be a subscription. */
  static final String MAY_SUBSCRIBE = Operation.class.getName() + ".maySubscribe";

  /** Where results go. A method throws if the client cannot be reached any more. */
  interface Outlet {

    void next(Map<String, Object> result);

    /** Ends the operation. */
    void failed(List<GraphQLError> errors);

    /** Ends the operation. */
    void complete();
  }

  private static final Subscription CANCELLED =
      new Subscription() {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
      };

  private final Outlet outlet;
  private final AtomicReference<@Nullable Subscription> upstream = new AtomicReference<>();

  Operation(Outlet outlet) {
    this.outlet = outlet;
  }

  /** Sends the answer, or the answers as long as they come. */
  void answer(WebGraphQlResponse response) {
    ExecutionResult result = response.getExecutionResult();
    Object data = result.getData();
    if (data instanceof Publisher<?> publisher) {
      results(publisher).subscribe(this);
    } else if (data == null && !result.getErrors().isEmpty()) {
      outlet.failed(result.getErrors());
    } else {
      outlet.next(response.toMap());
      outlet.complete();
    }
  }

  @SuppressWarnings("unchecked") // what the engine gives for a subscription
  private static Publisher<ExecutionResult> results(Publisher<?> publisher) {
    return (Publisher<ExecutionResult>) publisher;
  }

  /** Ends it without a word to the client. */
  void cancel() {
    Subscription subscription = upstream.getAndSet(CANCELLED);
    if (subscription != null) {
      subscription.cancel();
    }
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    if (upstream.compareAndSet(null, subscription)) {
      subscription.request(1);
    } else {
      subscription.cancel();
    }
  }

  @Override
  public void onNext(ExecutionResult result) {
    Subscription subscription = upstream.get();
    if (subscription == null || subscription == CANCELLED) {
      return;
    }
    try {
      outlet.next(result.toSpecification());
    } catch (RuntimeException e) {
      LOG.debug("A client went away", e);
      cancel();
      return;
    }
    subscription.request(1);
  }

  @Override
  public void onError(Throwable problem) {
    List<GraphQLError> errors =
        problem instanceof SubscriptionPublisherException known ? known.getErrors() : List.of();
    if (errors.isEmpty()) {
      LOG.error("A subscription failed", problem);
    }
    end(() -> outlet.failed(errors.isEmpty() ? Failures.internal() : errors));
  }

  @Override
  public void onComplete() {
    end(outlet::complete);
  }

  private void end(Runnable word) {
    if (upstream.getAndSet(CANCELLED) == CANCELLED) {
      return;
    }
    try {
      word.run();
    } catch (RuntimeException e) {
      LOG.debug("A client went away", e);
    }
  }
}
