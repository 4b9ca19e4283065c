package io.minutebook.benchmark.queries;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ParseAndValidate;
import graphql.parser.Parser;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import io.minutebook.benchmark.corpus.Corpus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

class QuestionTest {

  private static GraphQLSchema schema() throws IOException {
    TypeDefinitionRegistry types = new TypeDefinitionRegistry();
    for (Resource each :
        new PathMatchingResourcePatternResolver()
            .getResources("classpath*:graphql/**/*.graphqls")) {
      types.merge(new SchemaParser().parse(each.getContentAsString(StandardCharsets.UTF_8)));
    }
    return UnExecutableSchemaGenerator.makeUnExecutableSchema(types);
  }

  @Test
  void every_query_of_the_schema_is_measured() throws IOException {
    assertThat(known(schema()).unasked(Question.all()))
        .as("fields of Query that no operation in queries.graphql asks for")
        .isEmpty();
  }

  private static Schema known(GraphQLSchema schema) {
    return new Schema(
        schema.getQueryType().getFieldDefinitions().stream()
            .collect(
                Collectors.toMap(
                    GraphQLFieldDefinition::getName,
                    field ->
                        field.getArguments().stream()
                            .map(GraphQLArgument::getName)
                            .collect(Collectors.toSet()))));
  }

  @Test
  void every_question_that_the_schema_knows_is_a_query_of_it() throws IOException {
    GraphQLSchema schema = schema();
    List<Question> questions =
        Question.all().stream().filter(question -> known(schema).knows(question)).toList();
    assertThat(questions).hasSizeGreaterThan(20);
    for (Question question : questions) {
      assertThat(ParseAndValidate.validate(schema, Parser.parse(question.text())))
          .as(question.name())
          .isEmpty();
    }
  }

  @Test
  void the_minutes_have_a_value_for_every_variable() throws IOException {
    Draw draw = new Draw(new Corpus(1, 300, 50));
    for (Question question : Question.all()) {
      List<String> variables = question.variables();
      assertThat(draw.of(variables, 5)).containsOnlyKeys(variables);
      assertThat(draw.of(variables, 5)).isEqualTo(draw.of(variables, 5));
    }
  }
}
