package io.minutebook.query.audit;

import io.minutebook.query.testing.TestMongo;

class EmbeddedCleanRunsTest extends CleanRunsContract {

  @Override
  TestMongo open() {
    return TestMongo.embedded();
  }
}
