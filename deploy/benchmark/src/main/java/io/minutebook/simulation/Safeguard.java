package io.minutebook.simulation;

/** What keeps the promises; a run may be made with one of them taken out. */
enum Safeguard {
  // the store
  ONE_COMMIT_A_PLACE("of two commits for one place in a stream only one is stored"),
  ONE_COMMIT_A_COMMAND("of two commits of one command only one is stored"),
  JOURNALLED_ACKNOWLEDGEMENT("a commit is acknowledged when it is journalled"),
  PENDING_IS_DURABLE("the relay sees only commits that are sure to stay"),
  // appending
  UNSURE_IS_NOT_FAILED("an append without an answer is not taken for failed"),
  UNSURE_IS_NOT_STORED("an append without an answer is not taken for stored"),
  DUPLICATE_IS_SETTLED("a duplicate may be one's own commit from before"),
  FIRST_ANSWER_IS_DURABLE("a commit that is answered with is durable"),
  // deciding
  STATE_IS_DURABLE("what is decided on is durable"),
  COMMAND_IS_LOOKED_FOR("before a refusal the command is looked for among the accepted ones"),
  HEAD_IS_LOOKED_AT("before a refusal the stream's head is compared with what was decided on"),
  STALE_STATE_IS_EVICTED("a state that a stream has left behind is evicted"),
  TIME_NEVER_GOES_BACK("a commit is not recorded before the one that it follows"),
  // the relay
  ONLY_ACKNOWLEDGED_IS_MARKED("only what the log has acknowledged is marked as published"),
  FAILURE_CLOSES_PRODUCER("after a batch that failed nothing is sent that waited behind it"),
  ONE_REQUEST_IN_FLIGHT("a request to the log follows the one before, and is known when repeated"),
  SHORTER_LOG_IS_NOTICED("a log that has lost records gets everything again"),
  HAND_OFF_IN_SUCCESSION("a commit that is handed off waits for those before it"),
  /** Not needed for any promise: without it several relays publish, which is only more work. */
  LEASE("one relay is active at a time"),
  // the projection
  KNOWN_COMMITS_ARE_DROPPED("a commit that the views hold is dropped"),
  GAPS_ARE_SEEN("a commit that is not the next one is not passed over"),
  GAPS_ARE_READ_AGAIN("on a gap the partition is read again"),
  COMMITS_ARE_WHOLE("a commit is applied whole or not at all"),
  COMPARE_AND_SET("a view is not replaced by an older one"),
  HEADS_COME_LAST("what tells how far a stream was followed is written last"),
  OFFSETS_COME_LAST("offsets are committed after the views are written"),
  CUT_OFF_LOG_IS_NOTICED("reading goes on where a log that has lost records was cut off"),
  TORN_COMMITS_ARE_READ_AGAIN("reading goes on at the beginning of a commit that is incomplete");

  private final String what;

  Safeguard(String what) {
    this.what = what;
  }

  /** What it is, for a person. */
  String what() {
    return what;
  }
}
