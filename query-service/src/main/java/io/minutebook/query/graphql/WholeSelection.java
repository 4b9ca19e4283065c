package io.minutebook.query.graphql;

import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLOutputType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The selection of all that a type has: its fields, theirs, and those of every type that an
 * interface stands for. What takes arguments is left out, and what is for some readers only, or
 * would be there twice.
 */
final class WholeSelection {

  private static final Set<String> LEFT_OUT = Set.of("Meeting.revisions", "Meeting.markdown");

  private final GraphQLSchema schema;

  WholeSelection(GraphQLSchema schema) {
    this.schema = schema;
  }

  String of(String type) {
    return fields(schema.getObjectType(type), Set.of());
  }

  private String fields(GraphQLObjectType type, Set<String> without) {
    return type.getFieldDefinitions().stream()
        .filter(field -> !without.contains(field.getName()))
        .filter(field -> isTold(type.getName(), field))
        .map(field -> field.getName() + below(field.getType()))
        .collect(Collectors.joining(" ", "{", "}"));
  }

  private static boolean isTold(String type, GraphQLFieldDefinition field) {
    return field.getArguments().isEmpty() && !LEFT_OUT.contains(type + "." + field.getName());
  }

  private String below(GraphQLOutputType type) {
    return switch (GraphQLTypeUtil.unwrapAll(type)) {
      case GraphQLObjectType object -> fields(object, Set.of());
      case GraphQLInterfaceType of -> anyOf(of);
      default -> "";
    };
  }

  private String anyOf(GraphQLInterfaceType type) {
    List<GraphQLFieldDefinition> common = type.getFieldDefinitions();
    Set<String> names =
        common.stream().map(GraphQLFieldDefinition::getName).collect(Collectors.toSet());
    String own =
        schema.getImplementations(type).stream()
            .filter(each -> !fields(each, names).equals("{}"))
            .map(each -> "... on " + each.getName() + fields(each, names))
            .collect(Collectors.joining(" "));
    return common.stream()
        .map(field -> field.getName() + below(field.getType()))
        .collect(Collectors.joining(" ", "{", " " + own + "}"));
  }
}
