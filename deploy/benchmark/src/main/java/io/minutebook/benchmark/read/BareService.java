package io.minutebook.benchmark.read;

import io.minutebook.query.QueryServiceApplication;
import io.minutebook.query.view.Views;
import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The query service with one more endpoint, which answers with the bare document: both are measured
 * in the same process, behind the same HTTP server and the same check of tokens.
 */
@Configuration(proxyBeanMethods = false)
@Import(QueryServiceApplication.class)
class BareService {

  public static void main(String[] arguments) {
    new SpringApplicationBuilder(BareService.class)
        .web(WebApplicationType.SERVLET)
        .properties(Map.of("spring.config.name", "query-service"))
        .run(arguments);
  }

  @Bean
  BareDocument bareDocument(Views views) {
    return new BareDocument(views.minutesDocuments());
  }
}
