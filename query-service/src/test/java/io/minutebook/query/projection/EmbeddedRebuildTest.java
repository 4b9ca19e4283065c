package io.minutebook.query.projection;

import io.minutebook.query.testing.TestMongo;

class EmbeddedRebuildTest extends RebuildContract {

  @Override
  TestMongo open() {
    return TestMongo.embedded();
  }
}
