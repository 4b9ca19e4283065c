package io.minutebook.query;

import io.minutebook.query.testing.TestMongo;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = "minutebook.test.mongodb-uri", matches = ".+")
class RealEngineHttpConventionsTest extends HttpConventionsContract {

  @Override
  TestMongo open() {
    return TestMongo.realEngine();
  }
}
