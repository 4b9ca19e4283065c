package io.minutebook.command.eventstore;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The same on MongoDB itself, where a server is given. */
@EnabledIfSystemProperty(named = "minutebook.test.mongodb-uri", matches = ".+")
class RealCommitStoreTest extends CommitStoreContract {

  @Override
  String uri() {
    return System.getProperty("minutebook.test.mongodb-uri", "");
  }
}
