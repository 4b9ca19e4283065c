package io.minutebook.query;

import io.minutebook.query.testing.TestMongo;

class EmbeddedLiveTest extends LiveContract {

  @Override
  TestMongo open() {
    return TestMongo.embedded();
  }
}
