package io.minutebook.query.audit;

import io.minutebook.query.testing.TestMongo;

class EmbeddedTamperTest extends TamperContract {

  @Override
  TestMongo open() {
    return TestMongo.embedded();
  }
}
