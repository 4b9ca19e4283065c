package io.minutebook.query.projection;

import io.minutebook.query.testing.TestMongo;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = "minutebook.test.mongodb-uri", matches = ".+")
class RealEngineRebuildTest extends RebuildContract {

  @Override
  TestMongo open() {
    return TestMongo.realEngine();
  }
}
