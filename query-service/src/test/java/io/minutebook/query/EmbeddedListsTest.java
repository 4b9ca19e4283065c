package io.minutebook.query;

import io.minutebook.query.testing.TestMongo;

class EmbeddedListsTest extends ListsContract {

  @Override
  TestMongo open() {
    return TestMongo.embedded();
  }
}
