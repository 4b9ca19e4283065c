package io.minutebook.seal;

import io.minutebook.log.CanonicalJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is signed: that the streams that had changed since the last seal reached as far as the heads
 * say. Each seal names the hash of the one before it, and the root of the tree of all before it.
 *
 * @param number from 1, without a gap
 * @param at when it was made, in whole milliseconds; never before the last one
 * @param previous the hash of the last seal; zeros in the first
 * @param past the root of the Merkle tree (RFC 6962) over the hashes of all earlier seals
 * @param heads how many heads it seals, at least one
 * @param root of the Merkle tree over the heads' lines, ordered by stream (as UTF-16)
 * @param topic the log that was read
 * @param reached how far, by partition; whatever lies before was sealed by this seal or earlier
 * @param key the id of the key that signs it; see {@link SealKeys#id}
 */
public record Seal(
    long number,
    Instant at,
    Hash previous,
    Hash past,
    int heads,
    Hash root,
    String topic,
    List<LogMark> reached,
    Hash key) {

  private static final String FORMAT = "minutebook-seal-v1";

  public Seal {
    if (number < 1 || heads < 1) {
      throw new IllegalArgumentException("seals are numbered from 1 and hold a head or more");
    }
    reached = List.copyOf(reached);
  }

  /** The canonical JSON that is signed. */
  public byte[] bytes() {
    return CanonicalJson.bytes(toJson());
  }

  /** What the next seal names: the SHA-256 of {@link #bytes()}. */
  public Hash hash() {
    return Hash.taken(bytes());
  }

  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("format", FORMAT);
    json.put("number", number);
    json.put("at", at.toEpochMilli());
    json.put("previous", previous.toString());
    json.put("past", past.toString());
    json.put("heads", heads);
    json.put("root", root.toString());
    json.put("key", key.toString());
    ObjectNode log = json.putObject("log");
    log.put("topic", topic);
    ArrayNode marks = log.putArray("reached");
    for (LogMark mark : reached) {
      ObjectNode written = marks.addObject();
      written.put("partition", mark.partition());
      written.put("offset", mark.offset());
      if (mark.last() != null) {
        written.put("last", mark.last());
      }
    }
    return json;
  }

  static Seal read(StrictJson json) {
    if (!json.text("format").equals(FORMAT)) {
      throw new Unreadable(
          "not a seal of the form %s: it was perhaps made by a newer Minutebook".formatted(FORMAT),
          null);
    }
    StrictJson log = json.object("log");
    try {
      Seal seal =
          new Seal(
              json.number("number"),
              Instant.ofEpochMilli(json.number("at")),
              json.hash("previous"),
              json.hash("past"),
              json.small("heads"),
              json.hash("root"),
              log.text("topic"),
              log.list("reached", each -> mark(StrictJson.of("a seal's mark", each))),
              json.hash("key"));
      log.end();
      json.end();
      return seal;
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new Unreadable("not a seal: " + e.getMessage(), e);
    }
  }

  private static LogMark mark(StrictJson json) {
    LogMark mark =
        new LogMark(json.small("partition"), json.number("offset"), json.textOrNone("last"));
    json.end();
    return mark;
  }

  @Override
  public String toString() {
    return "seal " + number;
  }
}
