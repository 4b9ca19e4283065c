package io.minutebook.benchmark.crash;

import io.minutebook.log.CloudEventHeaders;

/**
 * An event as it lies in the log.
 *
 * @param bytes its canonical JSON
 */
// The bytes are compared one by one where that is the question.
@SuppressWarnings("ArrayRecordComponent")
record LoggedEvent(CloudEventHeaders headers, byte[] bytes) {

  String stream() {
    return headers.stream();
  }

  long version() {
    return headers.version();
  }
}
