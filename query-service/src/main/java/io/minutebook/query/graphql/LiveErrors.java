package io.minutebook.query.graphql;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import java.util.concurrent.CompletionException;
import org.springframework.graphql.execution.SubscriptionExceptionResolverAdapter;
import org.springframework.stereotype.Component;

/** Gives the errors of subscriptions the same codes and messages as those of queries. */
@Component
class LiveErrors extends SubscriptionExceptionResolverAdapter {

  @Override
  protected GraphQLError resolveToSingleError(Throwable problem) {
    Throwable cause = problem instanceof CompletionException ? problem.getCause() : problem;
    return Errors.told(cause == null ? problem : cause, "a subscription")
        .with(GraphqlErrorBuilder.newError());
  }
}
