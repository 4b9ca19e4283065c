package io.minutebook.query;

import io.minutebook.query.testing.TestMongo;

class EmbeddedServiceTest extends ServiceContract {

  @Override
  TestMongo open() {
    return TestMongo.embedded();
  }
}
