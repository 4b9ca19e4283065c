package io.minutebook.query;

import io.minutebook.query.testing.TestMongo;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = "minutebook.test.mongodb-uri", matches = ".+")
class RealEngineQueryLimitsTest extends QueryLimitsContract {

  @Override
  TestMongo open() {
    return TestMongo.realEngine();
  }
}
