package io.minutebook.query.graphql;

import graphql.execution.instrumentation.Instrumentation;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.task.TaskDecorator;
import org.springframework.graphql.execution.ClassNameTypeResolver;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** Scalars, types and limits of the GraphQL API. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GraphQlLimits.class)
class GraphQlConfiguration {

  @Bean
  RuntimeWiringConfigurer scalars() {
    return wiring -> wiring.scalar(Scalars.DATE).scalar(Scalars.DATE_TIME);
  }

  /** The records of {@link EntryNode} are named like the schema's types. */
  @Bean
  GraphQlSourceBuilderCustomizer entryTypes() {
    return source -> source.defaultTypeResolver(new ClassNameTypeResolver());
  }

  /** Those that are sent again and again are not read and validated each time. */
  @Bean
  GraphQlSourceBuilderCustomizer knownDocuments(GraphQlLimits limits) {
    return source ->
        source.configureGraphQl(
            graphQl ->
                graphQl.preparsedDocumentProvider(new KnownDocuments(limits.knownDocuments())));
  }

  @Bean
  Instrumentation limitedQueries(GraphQlLimits limits) {
    return new LimitedQueries(limits);
  }

  /** What is handed to the executor for a query is stopped with it. */
  @Bean
  TaskDecorator worksForTheSameQuery() {
    return Work::carried;
  }

  /** Before the functions that Spring makes for GraphQL, which do not know GET. */
  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  RouterFunction<ServerResponse> graphQlOverHttp(GraphQlEndpoint endpoint) {
    return RouterFunctions.route(
        RequestPredicates.path(GraphQlEndpoint.PATH).and(GraphQlEndpoint::isFor), endpoint::handle);
  }
}
