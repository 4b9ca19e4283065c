package io.minutebook.query.graphql;

import graphql.GraphQLException;
import graphql.analysis.FieldComplexityEnvironment;
import graphql.execution.ExecutionContext;
import graphql.execution.ValuesResolver;
import graphql.introspection.Introspection;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.TypeName;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLTypeUtil;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the {@link Cost} of an operation that is known to be valid. A fragment's cost is found
 * once and counts as often as it is spread. What {@code @skip} leaves out counts as well.
 */
final class CostOfQuery {

  private static final int MOST = Integer.MAX_VALUE / 4;

  private final ExecutionContext query;
  private final Cost cost = new Cost();
  private final Map<Spread, Integer> known = new HashMap<>();

  /** A fragment, and whether it is spread where the past is asked for. */
  private record Spread(String fragment, boolean isOfThePast) {}

  private CostOfQuery(ExecutionContext query) {
    this.query = query;
  }

  static int of(ExecutionContext query, GraphQLCompositeType root) {
    return new CostOfQuery(query).of(query.getOperationDefinition().getSelectionSet(), root, null);
  }

  private int of(
      @Nullable SelectionSet selections,
      GraphQLCompositeType type,
      @Nullable FieldComplexityEnvironment parent) {
    long all = 0;
    if (selections != null) {
      for (Selection<?> selection : selections.getSelections()) {
        all += of(selection, type, parent);
      }
    }
    return (int) Math.min(all, MOST);
  }

  private int of(
      Selection<?> selection,
      GraphQLCompositeType type,
      @Nullable FieldComplexityEnvironment parent) {
    return switch (selection) {
      case Field field -> of(field, type, parent);
      case InlineFragment inline ->
          of(inline.getSelectionSet(), narrowed(type, inline.getTypeCondition()), parent);
      case FragmentSpread spread -> spread(spread.getName(), type, parent);
      default -> 0;
    };
  }

  private int of(
      Field field, GraphQLCompositeType type, @Nullable FieldComplexityEnvironment parent) {
    GraphQLFieldDefinition definition =
        Introspection.getFieldDef(query.getGraphQLSchema(), type, field.getName());
    FieldComplexityEnvironment environment =
        new FieldComplexityEnvironment(
            field, definition, type, arguments(field, definition), parent);
    int children =
        GraphQLTypeUtil.unwrapAll(definition.getType()) instanceof GraphQLCompositeType below
            ? of(field.getSelectionSet(), below, environment)
            : 0;
    return cost.calculate(environment, children);
  }

  /** What cannot be read here is reported when the field is answered. */
  private Map<String, Object> arguments(Field field, GraphQLFieldDefinition definition) {
    try {
      return ValuesResolver.getArgumentValues(
          query.getGraphQLSchema().getCodeRegistry(),
          definition.getArguments(),
          field.getArguments(),
          query.getCoercedVariables(),
          query.getGraphQLContext(),
          query.getLocale());
    } catch (GraphQLException e) {
      return Map.of();
    }
  }

  private int spread(
      String name, GraphQLCompositeType type, @Nullable FieldComplexityEnvironment parent) {
    Spread spread = new Spread(name, Cost.isOfThePast(parent));
    Integer found = known.get(spread);
    if (found != null) {
      return found;
    }
    FragmentDefinition fragment = query.getFragmentsByName().get(name);
    int of =
        fragment == null
            ? 0
            : of(fragment.getSelectionSet(), narrowed(type, fragment.getTypeCondition()), parent);
    known.put(spread, of);
    return of;
  }

  private GraphQLCompositeType narrowed(GraphQLCompositeType type, @Nullable TypeName condition) {
    return condition != null
            && query.getGraphQLSchema().getType(condition.getName())
                instanceof GraphQLCompositeType narrower
        ? narrower
        : type;
  }
}
