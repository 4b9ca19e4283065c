package io.minutebook.command.http;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** Who may do what: bearer tokens, no sessions; writing takes the role scribe or admin. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class SecurityConfiguration {

  private static final String[] WRITTEN = {"/series/**", "/meetings/**"};
  private static final String[] WRITERS = {"scribe", "admin"};
  private static final int LONGEST_SUBJECT = 200;

  @Bean
  SecurityFilterChain commandApi(HttpSecurity http, ObjectProvider<JwtDecoder> decoder) {
    if (decoder.getIfAvailable() == null) {
      throw new MissingTokenKeyException();
    }
    TokenProblems problems = new TokenProblems();
    return http.csrf(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers("/actuator/health/**", OpenApiController.PATH)
                    .permitAll()
                    .requestMatchers(HttpMethod.POST, WRITTEN)
                    .hasAnyRole(WRITERS)
                    .requestMatchers(HttpMethod.PUT, WRITTEN)
                    .hasAnyRole(WRITERS)
                    .requestMatchers(HttpMethod.GET, WRITTEN)
                    .hasAnyRole(WRITERS)
                    .requestMatchers(HttpMethod.POST, SealController.PATH)
                    .hasRole("admin")
                    .anyRequest()
                    .authenticated())
        .exceptionHandling(
            handling -> handling.authenticationEntryPoint(problems).accessDeniedHandler(problems))
        .oauth2ResourceServer(
            tokens ->
                tokens
                    .jwt(jwt -> {})
                    .protectedResourceMetadata(
                        metadata ->
                            metadata.protectedResourceMetadataCustomizer(
                                resource -> resource.tlsClientCertificateBoundAccessTokens(false)))
                    .authenticationEntryPoint(problems)
                    .accessDeniedHandler(problems)
                    .withObjectPostProcessor(failuresTo(problems)))
        .build();
  }

  /** The filter's own handler would turn keys that cannot be fetched into a 500. */
  private static ObjectPostProcessor<BearerTokenAuthenticationFilter> failuresTo(
      TokenProblems problems) {
    return new ObjectPostProcessor<>() {
      @Override
      public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
        filter.setAuthenticationFailureHandler(problems::commence);
        return filter;
      }
    };
  }

  @Bean
  static BeanPostProcessor recentTokens() {
    return RecentTokens.inFront();
  }

  /** Who acts is written into every event, so the token must say it. */
  @Bean
  OAuth2TokenValidator<Jwt> subjectIsNamed() {
    return token -> {
      String subject = token.getSubject();
      return subject == null || subject.isBlank() || subject.length() > LONGEST_SUBJECT
          ? OAuth2TokenValidatorResult.failure(
              new OAuth2Error(
                  OAuth2ErrorCodes.INVALID_TOKEN,
                  "its claim sub must name who asks, in 1 to 200 characters",
                  null))
          : OAuth2TokenValidatorResult.success();
    };
  }

  @Bean
  RequestRejectedHandler rejectedRequests() {
    return (request, response, e) ->
        ProblemWriter.write(
            response,
            Problem.of(
                ProblemKind.MALFORMED,
                null,
                "The request has characters in its path or headers that are not taken."));
  }
}
