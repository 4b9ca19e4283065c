package io.minutebook.log;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The events of one decision, stored whole or not at all, chained to the commit before it in the
 * stream.
 *
 * <p>{@code hash} is the SHA-256 of {@code previousHash}, the canonical JSON of {@code {s, v, n, c,
 * f, at, occurredAt}} (the instants as milliseconds since 1970, {@code occurredAt} left out when
 * there is none), and of each event its length as four bytes, most significant first, and its
 * bytes. The first commit of a stream has 32 zeros as {@code previousHash}.
 *
 * @param version of the first event; a stream's events are numbered from 0
 * @param commandId what makes the command known again, unique within the stream
 * @param fingerprint of the request, to tell a repetition from another request under the same id
 * @param at when it was recorded, in milliseconds; never before the stream's previous commit
 * @param occurredAt when it happened, if an import says so, in milliseconds
 * @param events each one's canonical JSON; the bytes are not to be changed
 */
// The bytes of hashes, with equals and hashCode of their own.
@SuppressWarnings("ArrayRecordComponent")
public record Commit(
    String stream,
    long version,
    String commandId,
    String fingerprint,
    Instant at,
    @Nullable Instant occurredAt,
    List<byte[]> events,
    byte[] previousHash,
    byte[] hash) {

  /** How long a hash is, in bytes. */
  public static final int HASH_LENGTH = 32;

  public Commit {
    if (version < 0) {
      throw new IllegalArgumentException("a version is 0 or more, not " + version);
    }
    if (events.isEmpty()) {
      throw new IllegalArgumentException("a commit has at least one event");
    }
    if (!isMillis(at) || (occurredAt != null && !isMillis(occurredAt))) {
      throw new IllegalArgumentException("a commit's instants are in whole milliseconds");
    }
    if (previousHash.length != HASH_LENGTH || hash.length != HASH_LENGTH) {
      throw new IllegalArgumentException("a hash has " + HASH_LENGTH + " bytes");
    }
    events = List.copyOf(events);
    previousHash = previousHash.clone();
    hash = hash.clone();
  }

  /**
   * The commit that follows a stream's head, or begins the stream where there is none. Its {@code
   * at} is {@code now} unless that were to go backwards; instants are cut to milliseconds.
   */
  public static Commit following(
      @Nullable Head head,
      String stream,
      String commandId,
      String fingerprint,
      Instant now,
      @Nullable Instant occurredAt,
      List<byte[]> events) {
    if (head != null && !head.stream().equals(stream)) {
      throw new IllegalArgumentException("a commit of " + stream + " does not follow " + head);
    }
    long version = head == null ? 0 : head.version() + 1;
    byte[] previous = head == null ? new byte[HASH_LENGTH] : head.hash();
    Instant at = now.truncatedTo(ChronoUnit.MILLIS);
    if (head != null && head.at().isAfter(at)) {
      at = head.at();
    }
    Instant occurred = occurredAt == null ? null : occurredAt.truncatedTo(ChronoUnit.MILLIS);
    byte[] hash =
        hash(stream, version, commandId, fingerprint, at, occurred, List.copyOf(events), previous);
    return new Commit(
        stream, version, commandId, fingerprint, at, occurred, events, previous, hash);
  }

  /** The version of the last event. */
  public long lastVersion() {
    return version + events.size() - 1;
  }

  /** The stream's end once this commit is stored. */
  public Head head() {
    return new Head(stream, lastVersion(), at, hash);
  }

  /** Whether the content is still that of which the hash was taken. */
  public boolean isIntact() {
    return MessageDigest.isEqual(
        hash, hash(stream, version, commandId, fingerprint, at, occurredAt, events, previousHash));
  }

  /** Whether this commit is chained to that end of its stream; to none if it is the first. */
  public boolean follows(@Nullable Head head) {
    return head == null
        ? version == 0 && Arrays.equals(previousHash, new byte[HASH_LENGTH])
        : stream.equals(head.stream())
            && version == head.version() + 1
            && !at.isBefore(head.at())
            && Arrays.equals(previousHash, head.hash());
  }

  private static byte[] hash(
      String stream,
      long version,
      String commandId,
      String fingerprint,
      Instant at,
      @Nullable Instant occurredAt,
      List<byte[]> events,
      byte[] previousHash) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    fields.put("s", stream);
    fields.put("v", version);
    fields.put("n", events.size());
    fields.put("c", commandId);
    fields.put("f", fingerprint);
    fields.put("at", at.toEpochMilli());
    if (occurredAt != null) {
      fields.put("occurredAt", occurredAt.toEpochMilli());
    }
    MessageDigest digest = sha256();
    digest.update(previousHash);
    digest.update(CanonicalJson.bytes(fields));
    for (byte[] event : events) {
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, event.length));
      digest.update(event);
    }
    return digest.digest();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static boolean isMillis(Instant instant) {
    return instant.equals(instant.truncatedTo(ChronoUnit.MILLIS));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Commit that
        && version == that.version
        && stream.equals(that.stream)
        && commandId.equals(that.commandId)
        && fingerprint.equals(that.fingerprint)
        && at.equals(that.at)
        && Objects.equals(occurredAt, that.occurredAt)
        && Arrays.equals(previousHash, that.previousHash)
        && Arrays.equals(hash, that.hash)
        && Arrays.deepEquals(events.toArray(), that.events.toArray());
  }

  @Override
  public int hashCode() {
    return Objects.hash(stream, version, Arrays.hashCode(hash));
  }

  @Override
  public String toString() {
    return stream + "@" + version + (events.size() == 1 ? "" : ".." + lastVersion());
  }
}
