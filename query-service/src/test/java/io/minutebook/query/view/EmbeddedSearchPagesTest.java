package io.minutebook.query.view;

import io.minutebook.query.testing.TestMongo;

/** Fewer, because the server has no index to find them by. */
class EmbeddedSearchPagesTest extends SearchPagesContract {

  @Override
  TestMongo open() {
    return TestMongo.embedded();
  }

  @Override
  int entries() {
    return 1_200;
  }
}
