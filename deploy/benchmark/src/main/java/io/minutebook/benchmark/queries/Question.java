package io.minutebook.benchmark.queries;

import graphql.language.Argument;
import graphql.language.AstPrinter;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.OperationDefinition;
import graphql.language.VariableDefinition;
import graphql.parser.Parser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A query that is measured.
 *
 * @param name its own name, by which its figures go
 * @param text the GraphQL document
 * @param field the field of the schema's {@code Query} that it asks for
 * @param arguments which of that field's arguments it gives
 * @param variables the names of its variables, see {@link Draw}
 */
record Question(
    String name, String text, String field, List<String> arguments, List<String> variables) {

  private static final String RESOURCE = "queries.graphql";

  Question {
    arguments = List.copyOf(arguments);
    variables = List.copyOf(variables);
  }

  /** All that there are. */
  static List<Question> all() throws IOException {
    try (InputStream in = Question.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IOException("there is no " + RESOURCE);
      }
      return in(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** Those of a document: each of its operations is one. */
  static List<Question> in(String document) {
    Document parsed = Parser.parse(document);
    List<Question> questions = new ArrayList<>();
    for (OperationDefinition operation : parsed.getDefinitionsOfType(OperationDefinition.class)) {
      List<Field> fields = operation.getSelectionSet().getSelectionsOfType(Field.class);
      String name = operation.getName();
      if (fields.size() != 1 || name == null) {
        throw new IllegalArgumentException(
            "a query that is measured has a name and asks for one thing: " + operation);
      }
      Field field = fields.getFirst();
      questions.add(
          new Question(
              name,
              AstPrinter.printAst(operation),
              field.getName(),
              field.getArguments().stream().map(Argument::getName).toList(),
              operation.getVariableDefinitions().stream()
                  .map(VariableDefinition::getName)
                  .toList()));
    }
    return questions;
  }

  /** Whether it looks for words, which may take longer. */
  boolean isSearch() {
    return field.startsWith("search");
  }
}
