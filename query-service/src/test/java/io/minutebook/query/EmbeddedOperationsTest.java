package io.minutebook.query;

import io.minutebook.query.testing.TestMongo;

class EmbeddedOperationsTest extends OperationsContract {

  @Override
  TestMongo open() {
    return TestMongo.embedded();
  }
}
