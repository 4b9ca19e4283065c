package io.minutebook.query;

import io.minutebook.query.testing.TestMongo;

class EmbeddedLanguageTest extends LanguageContract {

  @Override
  TestMongo open() {
    return TestMongo.embedded();
  }
}
