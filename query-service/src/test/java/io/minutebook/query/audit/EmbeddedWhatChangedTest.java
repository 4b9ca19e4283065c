package io.minutebook.query.audit;

import io.minutebook.query.testing.TestMongo;

class EmbeddedWhatChangedTest extends WhatChangedContract {

  @Override
  TestMongo open() {
    return TestMongo.embedded();
  }
}
