package io.minutebook.query.audit;

import io.minutebook.query.testing.TestMongo;

class EmbeddedPastAuditTest extends PastAuditContract {

  @Override
  TestMongo open() {
    return TestMongo.embedded();
  }
}
