package io.minutebook.command.seal;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The same on MongoDB itself, where a server is given. */
@EnabledIfSystemProperty(named = "minutebook.test.mongodb-uri", matches = ".+")
class RealSealTest extends SealContract {

  @Override
  protected String uri() {
    return System.getProperty("minutebook.test.mongodb-uri", "") + "&retryWrites=false";
  }
}
