package io.minutebook.query.audit;

import io.minutebook.query.testing.TestMongo;

class EmbeddedAuditTest extends AuditContract {

  @Override
  TestMongo open() {
    return TestMongo.embedded();
  }
}
