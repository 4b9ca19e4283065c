package io.minutebook.command.http;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at the start, without a stack trace, which property is missing. */
final class MissingTokenKeyAnalyzer extends AbstractFailureAnalyzer<MissingTokenKeyException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, MissingTokenKeyException cause) {
    return new FailureAnalysis(
        cause.getMessage(),
        "Set minutebook.security.public-key-location (an RSA public key as PEM), or"
            + " spring.security.oauth2.resourceserver.jwt.issuer-uri or .jwk-set-uri.",
        cause);
  }
}
