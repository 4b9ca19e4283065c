package io.minutebook.query.view;

import io.minutebook.query.testing.TestMongo;

class EmbeddedMeetingHeadsTest extends MeetingHeadsContract {

  @Override
  TestMongo open() {
    return TestMongo.embedded();
  }
}
