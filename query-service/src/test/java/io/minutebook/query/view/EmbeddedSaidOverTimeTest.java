package io.minutebook.query.view;

import io.minutebook.query.testing.TestMongo;

class EmbeddedSaidOverTimeTest extends SaidOverTimeContract {

  @Override
  TestMongo open() {
    return TestMongo.embedded();
  }
}
