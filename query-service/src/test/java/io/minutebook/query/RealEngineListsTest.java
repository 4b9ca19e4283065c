package io.minutebook.query;

import io.minutebook.query.testing.TestMongo;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = "minutebook.test.mongodb-uri", matches = ".+")
class RealEngineListsTest extends ListsContract {

  @Override
  TestMongo open() {
    return TestMongo.realEngine();
  }
}
