package io.minutebook.cli.demo;

import io.minutebook.cli.client.Commands;
import io.minutebook.cli.client.Patience;
import io.minutebook.cli.client.Queries;
import io.minutebook.standalone.Standalone;
import io.minutebook.standalone.Tokens;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/** The people of the demonstration, each with a token of their own. */
final class DemoClients {

  private static final Duration TOKEN_LIFE = Duration.ofHours(8);

  private final Standalone standalone;
  private final Tokens tokens;

  DemoClients(Standalone standalone) {
    this.standalone = standalone;
    this.tokens = new Tokens(standalone.folder().keys(), Clock.systemUTC());
  }

  String token(String name, String role) {
    return tokens.issue(name, role, TOKEN_LIFE);
  }

  Commands commands(String name, String role) {
    return new Commands(
        URI.create(standalone.addresses().commandUrl()), always(name, role), Patience.NONE);
  }

  Queries queries(String name, String role) {
    return new Queries(
        URI.create(standalone.addresses().queryUrl()), always(name, role), Patience.NONE);
  }

  private Supplier<String> always(String name, String role) {
    String token = token(name, role);
    return () -> token;
  }
}
