package io.minutebook.query.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.DescribedNode;
import graphql.language.NamedNode;
import graphql.language.Node;
import graphql.language.ScalarTypeDefinition;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** What holds for the whole schema, whoever adds to it. */
@DisplayName("The schema")
class SchemaTest {

  /**
   * Lists without pages. Each is as long as one document or one definition can be, which have
   * limits of their own; the series are those that somebody has founded. Any other list of objects
   * is a connection.
   */
  private static final Set<String> SHORT_LISTS =
      Set.of(
          "Query.series",
          "Verification.findings",
          "Verification.notes",
          "Series.boards",
          "Series.rotas",
          "Series.people",
          "Meeting.sections",
          "Meeting.entries",
          "Meeting.entriesOf",
          "Meeting.revisions",
          "ReleaseCounts.columns",
          "ActionLife.steps",
          "Query.dutyOn",
          "DutyTurn.statements",
          "ReleaseLife.slips",
          "ReleaseLife.plans",
          "SearchHit.highlight",
          "ReleaseCountRow.columns",
          "Change.diff",
          "EntryDiff.diff",
          "MeetingChange.entries",
          "MeetingDiff.entries",
          "MeetingUpdate.changes",
          "SeriesChanges.meetings",
          "SeriesChanges.assigned",
          "SeriesChanges.completed",
          "SeriesChanges.dropped",
          "SeriesChanges.reopened",
          "SeriesChanges.stillOpen",
          "SeriesChanges.gone",
          "SeriesChanges.decided",
          "SeriesChanges.superseded",
          "SeriesChanges.packages",
          "SeriesChanges.releases",
          "SeriesChanges.counts",
          "SeriesUpdate.changes",
          "SeriesUpdate.meetings");

  private static final TypeDefinitionRegistry DEFINITIONS = new TypeDefinitionRegistry();
  private static GraphQLSchema schema;

  @BeforeAll
  static void read() throws IOException {
    for (Resource file :
        new PathMatchingResourcePatternResolver().getResources("classpath*:graphql/*.graphqls")) {
      DEFINITIONS.merge(new SchemaParser().parse(file.getContentAsString(StandardCharsets.UTF_8)));
    }
    schema = UnExecutableSchemaGenerator.makeUnExecutableSchema(DEFINITIONS);
  }

  private static Stream<GraphQLNamedType> types() {
    return schema.getAllTypesAsList().stream()
        .filter(type -> !type.getName().startsWith("__"))
        .filter(type -> type.getDefinition() != null);
  }

  private static List<String> fieldsThat(FieldRule broken) {
    List<String> found = new ArrayList<>();
    types()
        .filter(GraphQLFieldsContainer.class::isInstance)
        .map(GraphQLFieldsContainer.class::cast)
        .forEach(
            type -> {
              for (GraphQLFieldDefinition field : type.getFieldDefinitions()) {
                if (broken.test(type, field)) {
                  found.add(type.getName() + "." + field.getName());
                }
              }
            });
    return found;
  }

  private interface FieldRule {
    boolean test(GraphQLFieldsContainer type, GraphQLFieldDefinition field);
  }

  /** What is sealed is read from the store, not from views. */
  private static final Set<String> OF_NO_VIEW = Set.of("latestSeal", "seals", "proof");

  @Test
  void lets_every_query_of_the_views_wait_for_a_write() {
    for (GraphQLFieldDefinition query : schema.getQueryType().getFieldDefinitions()) {
      if (OF_NO_VIEW.contains(query.getName())) {
        continue;
      }
      GraphQLArgument atLeast = query.getArgument("atLeast");
      assertThat(atLeast).as(query.getName()).isNotNull();
      assertThat(GraphQLTypeUtil.simplePrint(atLeast.getType()))
          .as(query.getName())
          .isEqualTo("[String!]");
    }
  }

  /** What tells of the past itself, with both ends of what is compared, or of the store. */
  private static final Set<String> OF_NO_MOMENT =
      Set.of(
          "history",
          "seriesHistory",
          "actionHistory",
          "diff",
          "blame",
          "latestSeal",
          "seals",
          "proof",
          "verification");

  @Test
  void lets_everything_that_has_a_past_be_asked_for_as_of_an_instant_or_a_version() {
    for (GraphQLFieldDefinition query : schema.getQueryType().getFieldDefinitions()) {
      if (!OF_NO_MOMENT.contains(query.getName())) {
        assertThat(query.getArguments().stream().map(GraphQLArgument::getName))
            .as(query.getName())
            .contains("asOf", "asOfTime", "asOfVersion");
      }
    }
  }

  @Test
  void describes_everything_in_it() {
    List<String> silent = new ArrayList<>();
    Stream.concat(
            DEFINITIONS.types().values().stream(),
            DEFINITIONS.scalars().values().stream().filter(scalar -> isOwn(scalar)))
        .forEach(type -> collect("", type, silent));
    DEFINITIONS.objectTypeExtensions().values().stream()
        .flatMap(List::stream)
        .flatMap(extension -> extension.getFieldDefinitions().stream())
        .forEach(field -> collect("", field, silent));
    assertThat(silent).isEmpty();
  }

  private static boolean isOwn(ScalarTypeDefinition scalar) {
    return scalar.getSourceLocation() != null;
  }

  private static void collect(String path, Node<?> node, List<String> silent) {
    if (node instanceof DescribedNode<?> described && node instanceof NamedNode<?> named) {
      String name = path + "/" + named.getName();
      if (described.getDescription() == null || described.getDescription().getContent().isBlank()) {
        silent.add(name);
      }
      for (Object child : node.getChildren()) {
        if (child instanceof Node<?> below) {
          collect(name, below, silent);
        }
      }
    }
  }

  @Test
  void names_things_as_is_usual() {
    types()
        .forEach(
            type ->
                assertThat(type.getName())
                    .matches("[A-Z][A-Za-z0-9]*")
                    .doesNotMatch(".*(Node|Dto|View|Document|Stored.*|Impl)"));
    assertThat(
            fieldsThat(
                (type, field) ->
                    !field.getName().matches("[a-z][A-Za-z0-9]*")
                        || field.getArguments().stream()
                            .anyMatch(each -> !each.getName().matches("[a-z][A-Za-z0-9]*"))))
        .isEmpty();
    types()
        .filter(GraphQLEnumType.class::isInstance)
        .map(GraphQLEnumType.class::cast)
        .flatMap(type -> type.getValues().stream())
        .forEach(value -> assertThat(value.getName()).matches("[A-Z][A-Z0-9_]*"));
  }

  @Test
  void gives_long_lists_page_by_page() {
    assertThat(
            fieldsThat(
                (type, field) ->
                    isListOfObjects(field.getType())
                        && !type.getName().endsWith("Connection")
                        && !SHORT_LISTS.contains(type.getName() + "." + field.getName())))
        .as("lists that are no connection")
        .isEmpty();
    assertThat(
            fieldsThat(
                (type, field) ->
                    isConnection(field)
                        && (field.getArgument("first") == null
                            || field.getArgument("after") == null)))
        .as("connections without pages")
        .isEmpty();
  }

  @Test
  void makes_every_connection_alike() {
    List<GraphQLObjectType> connections =
        types()
            .filter(type -> type.getName().endsWith("Connection"))
            .map(GraphQLObjectType.class::cast)
            .toList();
    assertThat(connections).isNotEmpty();
    for (GraphQLObjectType connection : connections) {
      String name = connection.getName().substring(0, connection.getName().length() - 10);
      assertThat(
              connection.getFieldDefinitions().stream()
                  .map(
                      field ->
                          field.getName() + " " + GraphQLTypeUtil.simplePrint(field.getType())))
          .as(connection.getName())
          .contains("edges [" + name + "Edge!]!", "pageInfo PageInfo!")
          .anyMatch(field -> field.startsWith("nodes ["));
      assertThat(schema.getObjectType(name + "Edge").getFieldDefinition("cursor"))
          .as(name)
          .isNotNull();
    }
  }

  private static boolean isConnection(GraphQLFieldDefinition field) {
    return GraphQLTypeUtil.unwrapAll(field.getType()).getName().endsWith("Connection");
  }

  private static boolean isListOfObjects(GraphQLType type) {
    return GraphQLTypeUtil.unwrapNonNull(type) instanceof GraphQLList
        && GraphQLTypeUtil.unwrapAll(type) instanceof GraphQLCompositeType;
  }
}
