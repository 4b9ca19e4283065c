package io.minutebook.query.graphql;

import graphql.introspection.Introspection;
import graphql.parser.ParserOptions;
import java.util.Map;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Tells the engine the limits of this service with every request: its own settings hold for all of
 * the process, which may have others in it.
 */
@Component
class RequestSettings implements WebGraphQlInterceptor {

  private final Map<Object, Object> context;

  RequestSettings(GraphQlLimits limits) {
    ParserOptions reading =
        ParserOptions.getDefaultOperationParserOptions()
            .transform(
                options ->
                    options
                        .maxCharacters(limits.characters())
                        .maxTokens(limits.tokens())
                        .maxWhitespaceTokens(limits.whitespace())
                        .maxRuleDepth(limits.nesting()));
    context =
        Map.of(
            ParserOptions.class,
            reading,
            Introspection.INTROSPECTION_DISABLED,
            !limits.introspection());
  }

  @Override
  public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
    request.configureExecutionInput((input, builder) -> builder.graphQLContext(context).build());
    return chain.next(request);
  }
}
