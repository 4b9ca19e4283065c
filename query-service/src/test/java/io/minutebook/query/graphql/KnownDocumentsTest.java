package io.minutebook.query.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionInput;
import graphql.GraphQLError;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.parser.Parser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Documents that were sent before")
class KnownDocumentsTest {

  private final List<String> read = new ArrayList<>();
  private final KnownDocuments documents = new KnownDocuments(20);

  private PreparsedDocumentEntry send(String text) {
    return documents
        .getDocumentAsync(
            ExecutionInput.newExecutionInput(text).build(),
            input -> {
              read.add(input.getQuery());
              return input.getQuery().contains("wrong")
                  ? new PreparsedDocumentEntry(GraphQLError.newError().message("no").build())
                  : new PreparsedDocumentEntry(Parser.parse(input.getQuery()));
            })
        .join();
  }

  @Test
  void are_not_read_again() {
    PreparsedDocumentEntry first = send("{ series }");

    assertThat(send("{ series }")).isSameAs(first);
    assertThat(read).containsExactly("{ series }");
  }

  @Test
  void are_read_again_if_something_was_wrong_with_them() {
    send("{ wrong }");

    assertThat(send("{ wrong }").hasErrors()).isTrue();
    assertThat(read).containsExactly("{ wrong }", "{ wrong }");
  }

  @Test
  void are_told_apart_by_every_character() {
    send("{ a }");
    send("{ a  }");

    assertThat(read).containsExactly("{ a }", "{ a  }");
  }

  @Test
  void are_forgotten_when_there_are_too_many_and_they_were_not_sent_for_longest() {
    send("{ first }");
    send("{ other }");
    send("{ first }");
    send("{ third }");
    read.clear();

    send("{ first }");
    send("{ third }");
    send("{ other }");

    assertThat(read).containsExactly("{ other }");
  }

  @Test
  void are_not_kept_if_one_alone_is_too_long_and_push_no_other_out() {
    send("{ first }");
    send("{ whatIsLongerThanAllTogether }");
    read.clear();

    send("{ first }");
    send("{ whatIsLongerThanAllTogether }");

    assertThat(read).containsExactly("{ whatIsLongerThanAllTogether }");
  }
}
