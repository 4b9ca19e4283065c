package io.minutebook.command.recovery;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The same on MongoDB itself, where a server is given. */
@EnabledIfSystemProperty(named = "minutebook.test.mongodb-uri", matches = ".+")
class RealRecoveryTest extends RecoveryContract {

  @Override
  protected String uri() {
    return System.getProperty("minutebook.test.mongodb-uri", "");
  }
}
