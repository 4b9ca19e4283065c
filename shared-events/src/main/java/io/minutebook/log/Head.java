package io.minutebook.log;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

/**
 * The end of a stream: what the next commit follows.
 *
 * @param version of the stream's last event
 * @param at when the last commit was recorded
 * @param hash of the last commit; not to be changed
 */
// The bytes of a hash, with equals and hashCode of their own.
@SuppressWarnings("ArrayRecordComponent")
public record Head(String stream, long version, Instant at, byte[] hash) {

  public Head {
    hash = hash.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Head that
        && version == that.version
        && stream.equals(that.stream)
        && at.equals(that.at)
        && Arrays.equals(hash, that.hash);
  }

  @Override
  public int hashCode() {
    return Objects.hash(stream, version, at, Arrays.hashCode(hash));
  }

  @Override
  public String toString() {
    return stream + "@" + version;
  }
}
