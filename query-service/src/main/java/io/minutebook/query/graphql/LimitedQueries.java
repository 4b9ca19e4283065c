package io.minutebook.query.graphql;

import graphql.ExecutionResult;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.execution.instrumentation.parameters.InstrumentationValidationParameters;
import graphql.language.Document;
import graphql.language.FragmentDefinition;
import graphql.language.OperationDefinition;
import graphql.parser.exceptions.ParseCancelledException;
import graphql.parser.exceptions.ParseCancelledTooDeepException;
import graphql.parser.exceptions.ParseCancelledTooManyCharsException;
import graphql.schema.GraphQLObjectType;
import graphql.validation.ValidationError;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Refuses queries that ask for too much, each as early as it can be seen: while the document is
 * read, before it is validated (validation takes long for documents that were made for that), and
 * before it is executed.
 */
final class LimitedQueries extends SimplePerformantInstrumentation {

  /** The key in a request's context that says that it can be answered at once only. */
  static final String ONLY_QUERIES = LimitedQueries.class.getName() + ".onlyQueries";

  private final GraphQlLimits limits;

  LimitedQueries(GraphQlLimits limits) {
    this.limits = limits;
  }

  @Override
  public InstrumentationContext<Document> beginParse(
      InstrumentationExecutionParameters parameters, @Nullable InstrumentationState state) {
    return SimpleInstrumentationContext.whenCompleted(
        (document, problem) -> {
          if (isTooLong(problem)) {
            throw new RefusedQuery(
                RefusedQuery.TOO_COMPLEX,
                "this query is too long: a document has at most %d characters, %d tokens and %d blanks"
                        .formatted(limits.characters(), limits.tokens(), limits.whitespace())
                    + " or commas, and is nested no deeper than "
                    + limits.nesting());
          }
        });
  }

  private static boolean isTooLong(@Nullable Throwable problem) {
    return problem instanceof ParseCancelledException
        || problem instanceof ParseCancelledTooDeepException
        || problem instanceof ParseCancelledTooManyCharsException;
  }

  @Override
  public InstrumentationContext<List<ValidationError>> beginValidation(
      InstrumentationValidationParameters parameters, @Nullable InstrumentationState state) {
    Document document = parameters.getDocument();
    RefusedQuery.unlessAtMost(
        limits.fragments(),
        document.getDefinitionsOfType(FragmentDefinition.class).size(),
        "fragments");
    Extent extent = Extent.of(document);
    RefusedQuery.unlessAtMost(limits.rootFields(), extent.here(), "fields at its top");
    RefusedQuery.unlessAtMost(limits.fields(), extent.fields(), "fields");
    RefusedQuery.unlessAtMost(limits.aliases(), extent.aliases(), "aliases");
    RefusedQuery.unlessAtMost(limits.directives(), extent.directives(), "directives");
    RefusedQuery.unlessAtMost(limits.depth(), extent.depth(), "levels of fields");
    return SimpleInstrumentationContext.noOp();
  }

  @Override
  public InstrumentationContext<ExecutionResult> beginExecuteOperation(
      InstrumentationExecuteOperationParameters parameters, @Nullable InstrumentationState state) {
    ExecutionContext query = parameters.getExecutionContext();
    if (query.getGraphQLContext().getBoolean(ONLY_QUERIES)
        && query.getOperationDefinition().getOperation() != OperationDefinition.Operation.QUERY) {
      throw new RefusedQuery(
          RefusedQuery.INVALID_QUERY,
          "only queries are answered here; a subscription takes a WebSocket or text/event-stream");
    }
    GraphQLObjectType root = root(query);
    if (root != null) {
      RefusedQuery.unlessAtMost(limits.cost(), CostOfQuery.of(query, root), "points of cost");
    }
    return SimpleInstrumentationContext.noOp();
  }

  private static @Nullable GraphQLObjectType root(ExecutionContext query) {
    return switch (Objects.requireNonNull(query.getOperationDefinition().getOperation())) {
      case QUERY -> query.getGraphQLSchema().getQueryType();
      case MUTATION -> query.getGraphQLSchema().getMutationType();
      case SUBSCRIPTION -> query.getGraphQLSchema().getSubscriptionType();
    };
  }
}
