package io.minutebook.query.view;

import io.minutebook.query.testing.TestMongo;

class EmbeddedCutPagesTest extends CutPagesContract {

  @Override
  TestMongo open() {
    return TestMongo.embedded();
  }
}
