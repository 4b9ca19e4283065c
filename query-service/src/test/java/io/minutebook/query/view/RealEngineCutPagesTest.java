package io.minutebook.query.view;

import io.minutebook.query.testing.TestMongo;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = "minutebook.test.mongodb-uri", matches = ".+")
class RealEngineCutPagesTest extends CutPagesContract {

  @Override
  TestMongo open() {
    return TestMongo.realEngine();
  }
}
