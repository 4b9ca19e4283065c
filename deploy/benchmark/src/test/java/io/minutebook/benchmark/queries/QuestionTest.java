package io.minutebook.benchmark.queries;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ParseAndValidate;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import io.minutebook.benchmark.corpus.Corpus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
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
    Set<String> asked = Question.all().stream().map(Question::field).collect(Collectors.toSet());
    assertThat(schema().getQueryType().getFieldDefinitions())
        .extracting(GraphQLFieldDefinition::getName)
        .allSatisfy(
            field ->
                assertThat(asked).as("asked by an operation in queries.graphql").contains(field));
  }

  @Test
  void every_question_is_a_query_of_the_schema() throws IOException {
    GraphQLSchema schema = schema();
    for (Question question : Question.all()) {
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
