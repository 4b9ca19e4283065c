package io.minutebook.query.projection;

import io.minutebook.query.testing.TestMongo;

class EmbeddedProjectionTest extends ProjectionContract {

  @Override
  TestMongo open() {
    return TestMongo.embedded();
  }
}
