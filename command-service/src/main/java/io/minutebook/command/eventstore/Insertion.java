package io.minutebook.command.eventstore;

import com.mongodb.MongoException;

/** What came of a commit that was to be inserted. */
public sealed interface Insertion {

  /** It is stored, durably. */
  record Stored() implements Insertion {}

  /** Something with its place or its command's id is stored; perhaps itself, from before. */
  record Duplicate() implements Insertion {}

  /** It is not stored, and would not be if it were sent again. */
  record Refused(MongoException why) implements Insertion {}

  /** It may be stored, or may be yet. */
  record Unsure(MongoException why) implements Insertion {}
}
