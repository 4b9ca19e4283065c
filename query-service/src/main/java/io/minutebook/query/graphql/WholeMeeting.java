package io.minutebook.query.graphql;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import io.minutebook.query.http.MeetingJson;
import io.minutebook.query.view.StoredMinutes;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.stereotype.Component;

/**
 * A whole meeting as GraphQL would answer it to somebody who asks for everything: the schema is the
 * one place that says what a meeting has and how that is called.
 */
@Component
class WholeMeeting implements MeetingJson {

  private static final String MEETING = "Meeting";

  private final GraphQL meetings;

  WholeMeeting(GraphQlSource source) {
    // the same schema, seen from a meeting
    GraphQLSchema schema =
        GraphQLSchema.newSchema(source.schema())
            .query(source.schema().getObjectType(MEETING))
            .build();
    PreparsedDocumentEntry everything =
        new PreparsedDocumentEntry(Parser.parse(new WholeSelection(schema).of(MEETING)));
    meetings =
        GraphQL.newGraphQL(schema)
            .preparsedDocumentProvider(
                (input, parse) -> CompletableFuture.completedFuture(everything))
            .build();
  }

  @Override
  public Map<String, Object> of(StoredMinutes minutes) {
    ExecutionResult result =
        meetings.execute(
            ExecutionInput.newExecutionInput(MEETING).root(new MeetingNode(minutes)).build());
    if (!result.getErrors().isEmpty()) {
      throw new IllegalStateException("a meeting cannot be written: " + result.getErrors());
    }
    return Objects.requireNonNull(result.<Map<String, Object>>getData());
  }
}
