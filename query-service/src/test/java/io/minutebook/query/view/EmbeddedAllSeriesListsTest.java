package io.minutebook.query.view;

import io.minutebook.query.testing.TestMongo;

class EmbeddedAllSeriesListsTest extends AllSeriesListsContract {

  @Override
  TestMongo open() {
    return TestMongo.embedded();
  }
}
