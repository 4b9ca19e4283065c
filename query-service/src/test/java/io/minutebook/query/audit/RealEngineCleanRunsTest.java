package io.minutebook.query.audit;

import io.minutebook.query.testing.TestMongo;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = "minutebook.test.mongodb-uri", matches = ".+")
class RealEngineCleanRunsTest extends CleanRunsContract {

  @Override
  TestMongo open() {
    return TestMongo.realEngine();
  }
}
