package io.minutebook.query.graphql;

import graphql.schema.GraphQLSchema;
import io.minutebook.query.view.StoredMinutes;
import io.minutebook.query.view.StoredSeries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.graphql.execution.ClassNameTypeResolver;
import org.springframework.graphql.execution.GraphQlSource;

/**
 * Meetings and series as the query service writes them in JSON, with no service running: what was
 * folded elsewhere is told under the same names.
 */
public final class JsonAlone {

  private final Whole meetings;
  private final Whole series;

  /** Reads the schema. */
  public JsonAlone() {
    GraphQLSchema schema = schema();
    this.meetings = new Whole(schema, "Meeting");
    this.series = new Whole(schema, "Series");
  }

  private static GraphQLSchema schema() {
    try {
      return GraphQlSource.schemaResourceBuilder()
          .schemaResources(
              new PathMatchingResourcePatternResolver()
                  .getResources("classpath*:graphql/*.graphqls"))
          .configureRuntimeWiring(wiring -> wiring.scalar(Scalars.DATE).scalar(Scalars.DATE_TIME))
          .defaultTypeResolver(new ClassNameTypeResolver())
          .build()
          .schema();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The members of a meeting's JSON object, in their order. */
  public Map<String, Object> of(StoredMinutes minutes) {
    return meetings.of(new MeetingNode(minutes));
  }

  /** The members of a series' JSON object, in their order. */
  public Map<String, Object> of(StoredSeries stored) {
    return series.of(SeriesNode.now(stored));
  }
}
