package io.minutebook.query;

import io.minutebook.query.testing.TestMongo;

class EmbeddedHttpConventionsTest extends HttpConventionsContract {

  @Override
  TestMongo open() {
    return TestMongo.embedded();
  }
}
