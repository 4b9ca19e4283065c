package io.minutebook.query.graphql;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * All of something as GraphQL would answer it to somebody who asks for everything: the schema is
 * the one place that says what it has and how that is called.
 */
final class Whole {

  private final String type;
  private final GraphQL answers;

  /**
   * @param type the schema's type of it
   */
  Whole(GraphQLSchema schema, String type) {
    this.type = type;
    // the same schema, seen from there
    GraphQLSchema seen = GraphQLSchema.newSchema(schema).query(schema.getObjectType(type)).build();
    PreparsedDocumentEntry everything =
        new PreparsedDocumentEntry(Parser.parse(new WholeSelection(seen).of(type)));
    answers =
        GraphQL.newGraphQL(seen)
            .preparsedDocumentProvider(
                (input, parse) -> CompletableFuture.completedFuture(everything))
            .build();
  }

  /**
   * The members of the JSON object, in their order.
   *
   * @param node as GraphQL knows it
   */
  Map<String, Object> of(Object node) {
    ExecutionResult result =
        answers.execute(ExecutionInput.newExecutionInput(type).root(node).build());
    if (!result.getErrors().isEmpty()) {
      throw new IllegalStateException(
          "a %s cannot be written: %s".formatted(type, result.getErrors()));
    }
    return Objects.requireNonNull(result.<Map<String, Object>>getData());
  }
}
