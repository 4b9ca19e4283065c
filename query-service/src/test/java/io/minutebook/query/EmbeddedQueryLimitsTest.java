package io.minutebook.query;

import io.minutebook.query.testing.TestMongo;

class EmbeddedQueryLimitsTest extends QueryLimitsContract {

  @Override
  TestMongo open() {
    return TestMongo.embedded();
  }
}
