package io.minutebook.cli.git;

import org.eclipse.jgit.lib.ObjectId;

/** What a document says in some revision, to be read with {@link GitHistory#read}. */
public sealed interface Content {

  /** A file of the repository. */
  record Stored(ObjectId blob) implements Content {}

  /** What merging gave; no commit holds it. */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Merged(byte[] bytes) implements Content {}
}
