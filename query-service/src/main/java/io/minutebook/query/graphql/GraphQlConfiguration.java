package io.minutebook.query.graphql;

import graphql.analysis.MaxQueryComplexityInstrumentation;
import graphql.analysis.MaxQueryDepthInstrumentation;
import graphql.execution.instrumentation.Instrumentation;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.execution.ClassNameTypeResolver;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

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

  @Bean
  Instrumentation depthLimit(GraphQlLimits limits) {
    return new MaxQueryDepthInstrumentation(limits.depth());
  }

  @Bean
  Instrumentation costLimit(GraphQlLimits limits) {
    return new MaxQueryComplexityInstrumentation(limits.cost(), new Cost());
  }
}
