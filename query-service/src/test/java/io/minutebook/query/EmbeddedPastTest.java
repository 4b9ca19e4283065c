package io.minutebook.query;

import io.minutebook.query.testing.TestMongo;

class EmbeddedPastTest extends PastContract {

  @Override
  TestMongo open() {
    return TestMongo.embedded();
  }
}
