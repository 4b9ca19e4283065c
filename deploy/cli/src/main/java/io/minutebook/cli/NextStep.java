package io.minutebook.cli;

import io.minutebook.cli.git.LineMerge;
import io.minutebook.cli.git.Revision;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a revision does to the minutes as they stand. */
sealed interface NextStep {

  /** The minutes are as they should be. */
  record Nothing() implements NextStep {}

  /** The minutes become this document, and the meeting takes place again if it was cancelled. */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Put(byte[] document, boolean reinstate) implements NextStep {}

  /** The meeting is cancelled. */
  record Cancel() implements NextStep {}

  /**
   * Decides it.
   *
   * @param seen the document that the revision's author had before; null if none
   * @param wanted the document of the revision; null if it was deleted
   */
  static NextStep of(
      Revision.Kind kind, Standing standing, byte @Nullable [] seen, byte @Nullable [] wanted) {
    return switch (kind) {
      case MAINLINE, MERGE -> equalTo(wanted, standing);
      case SIDE -> changed(seen, wanted, standing);
    };
  }

  private static NextStep equalTo(byte @Nullable [] wanted, Standing standing) {
    if (wanted == null) {
      return standing.isLive() ? new Cancel() : new Nothing();
    }
    return standing.isLive() && Arrays.equals(standing.content(), wanted)
        ? new Nothing()
        : new Put(wanted, standing.cancelled());
  }

  /** Applies what a side branch changed, without taking back what it had not seen. */
  private static NextStep changed(
      byte @Nullable [] seen, byte @Nullable [] wanted, Standing standing) {
    if (wanted == null) {
      return standing.isLive() && Arrays.equals(standing.content(), seen)
          ? new Cancel()
          : new Nothing();
    }
    if (!standing.exists() || (seen == null && standing.cancelled())) {
      return new Put(wanted, standing.cancelled());
    }
    byte[] before = seen == null ? new byte[0] : seen;
    return equalTo(LineMerge.merge(before, standing.content(), wanted), standing);
  }
}
