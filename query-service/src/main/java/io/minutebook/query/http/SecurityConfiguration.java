package io.minutebook.query.http;

import java.io.IOException;
import java.io.InputStream;
import java.security.interfaces.RSAPublicKey;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.converter.RsaKeyConverters;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;
import org.springframework.security.web.SecurityFilterChain;

/** Who may read what: bearer tokens with roles. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

  /** What holds nothing of the minutes: a page that asks for a token, and what can be asked. */
  private static final String[] OPEN = {"/graphiql", "/graphiql/*", "/v3/api-docs"};

  @Bean
  SecurityFilterChain security(
      HttpSecurity http, ObjectProvider<JwtDecoder> decoder, ProblemWriter problems) {
    if (decoder.getIfAvailable() == null) {
      throw new IllegalStateException(
          "It is not said whose tokens are good: set minutebook.security.public-key-location, or"
              + " spring.security.oauth2.resourceserver.jwt.issuer-uri or .jwk-set-uri");
    }
    return http.authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers("/actuator/health/**")
                    .permitAll()
                    .requestMatchers(OPEN)
                    .permitAll()
                    .requestMatchers("/actuator/**", "/rebuilds/**", "/parked/**")
                    .hasRole(Roles.ADMIN)
                    // who it is may also be said in the first message, and is checked there
                    .requestMatchers(Roles.LIVE)
                    .permitAll()
                    .requestMatchers("/graphql", "/meetings/**")
                    .hasAnyRole(Roles.READERS)
                    .anyRequest()
                    .authenticated())
        .oauth2ResourceServer(
            server ->
                server
                    .jwt(jwt -> jwt.jwtAuthenticationConverter(roles()))
                    .authenticationEntryPoint(problems)
                    .accessDeniedHandler(problems))
        .exceptionHandling(
            handling -> handling.authenticationEntryPoint(problems).accessDeniedHandler(problems))
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        // no cookies are used that another site could make a browser send
        .csrf(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .build();
  }

  @Bean
  static BeanPostProcessor recentTokens() {
    return RecentTokens.inFront();
  }

  static JwtAuthenticationConverter roles() {
    JwtGrantedAuthoritiesConverter authorities = new JwtGrantedAuthoritiesConverter();
    authorities.setAuthoritiesClaimName(Roles.CLAIM);
    authorities.setAuthorityPrefix(Roles.PREFIX);
    JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
    converter.setJwtGrantedAuthoritiesConverter(authorities);
    return converter;
  }

  @Bean
  @ConditionalOnProperty("minutebook.security.public-key-location")
  JwtDecoder localTokens(@Value("${minutebook.security.public-key-location}") Resource location) {
    try (InputStream pem = location.getInputStream()) {
      RSAPublicKey key = RsaKeyConverters.x509().convert(pem);
      if (key == null) {
        throw new IllegalStateException("There is no public key in " + location);
      }
      return NimbusJwtDecoder.withPublicKey(key).build();
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalStateException(
          "Cannot read the public key of minutebook.security.public-key-location: "
              + e.getMessage(),
          e);
    }
  }
}
