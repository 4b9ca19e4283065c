package io.minutebook.query.graphql;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLScalarType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.function.Function;

/** The schema's own scalars, written in ISO 8601. */
final class Scalars {

  static final GraphQLScalarType DATE =
      scalar("Date", "A day of the calendar, written 2020-05-04.", LocalDate::parse);
  static final GraphQLScalarType DATE_TIME =
      scalar("DateTime", "An instant in UTC, written 2020-05-04T09:30:00.123Z.", Instant::parse);

  private Scalars() {}

  private static GraphQLScalarType scalar(
      String name, String description, Function<String, Object> parser) {
    return GraphQLScalarType.newScalar()
        .name(name)
        .description(description)
        .coercing(new Iso(name, parser))
        .build();
  }

  private record Iso(String name, Function<String, Object> parser)
      implements Coercing<Object, String> {

    @Override
    public String serialize(Object result, GraphQLContext context, Locale locale) {
      return result.toString();
    }

    @Override
    public Object parseValue(Object input, GraphQLContext context, Locale locale) {
      try {
        return parser.apply(input.toString());
      } catch (DateTimeException e) {
        throw new CoercingParseValueException("this is not a " + name);
      }
    }

    @Override
    public Object parseLiteral(
        Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
      if (!(input instanceof StringValue text)) {
        throw new CoercingParseLiteralException("a " + name + " is written as a string");
      }
      try {
        return parser.apply(text.getValue());
      } catch (DateTimeException e) {
        throw new CoercingParseLiteralException("'" + text.getValue() + "' is not a " + name);
      }
    }
  }
}
