package io.minutebook.seal;

import io.minutebook.event.EntryAddress;
import io.minutebook.log.CanonicalJson;
import io.minutebook.log.Commit;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What shows that an entry stood in a sealed history. It holds the whole stream of the entry's
 * meeting up to the seal: whoever is given it can read those minutes.
 *
 * @param commits of the meeting's stream, from the first on
 * @param seal which has the head that the last commit makes
 * @param index of that head among the seal's heads, from 0
 * @param path from that head to the seal's root (RFC 6962)
 * @param latest a later seal, or the same
 * @param past the path from the seal's hash to the root of the past that the later one names; none
 *     if it is the same
 */
public record Proof(
    EntryAddress entry,
    List<Commit> commits,
    SignedSeal seal,
    long index,
    List<Hash> path,
    SignedSeal latest,
    List<Hash> past) {

  private static final String FORMAT = "minutebook-proof-v1";

  public Proof {
    commits = List.copyOf(commits);
    path = List.copyOf(path);
    past = List.copyOf(past);
  }

  /**
   * The proof as canonical JSON.
   *
   * @throws Unreadable if an event is no UTF-8, so that nothing of it can be shown
   */
  public byte[] bytes() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("format", FORMAT);
    json.put("entry", entry.toString());
    ArrayNode written = json.putArray("commits");
    commits.forEach(commit -> write(commit, written.addObject()));
    json.set("seal", seal.toJson());
    json.put("index", index);
    write(path, json.putArray("path"));
    json.set("latest", latest.toJson());
    write(past, json.putArray("past"));
    return CanonicalJson.bytes(json);
  }

  private static void write(List<Hash> hashes, ArrayNode into) {
    hashes.forEach(hash -> into.add(hash.toString()));
  }

  private static void write(Commit commit, ObjectNode json) {
    json.put("v", commit.version());
    json.put("c", commit.commandId());
    json.put("f", commit.fingerprint());
    json.put("at", commit.at().toEpochMilli());
    Instant occurredAt = commit.occurredAt();
    if (occurredAt != null) {
      json.put("occurredAt", occurredAt.toEpochMilli());
    }
    ArrayNode events = json.putArray("events");
    commit.events().forEach(event -> events.add(text(commit, event)));
    json.put("prev", Hash.of(commit.previousHash()).toString());
    json.put("hash", Hash.of(commit.hash()).toString());
  }

  private static String text(Commit commit, byte[] event) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(event)).toString();
    } catch (CharacterCodingException e) {
      throw new Unreadable("an event of %s is no text".formatted(commit), e);
    }
  }

  /**
   * Reads what {@link #bytes()} wrote; nothing is checked but the form.
   *
   * @throws Unreadable if it is no proof
   */
  public static Proof read(byte[] bytes) {
    StrictJson json = StrictJson.read("the proof", bytes);
    if (!json.text("format").equals(FORMAT)) {
      throw new Unreadable(
          "not a proof of the form %s: it was perhaps made by a newer Minutebook".formatted(FORMAT),
          null);
    }
    EntryAddress entry = json.parsed("entry", EntryAddress::parse);
    Proof proof =
        new Proof(
            entry,
            json.list("commits", each -> commit(entry.meeting().stream(), each)),
            SignedSeal.read(json.object("seal")),
            json.number("index"),
            json.hashes("path"),
            SignedSeal.read(json.object("latest")),
            json.hashes("past"));
    json.end();
    return proof;
  }

  private static Commit commit(String stream, JsonNode node) {
    StrictJson json = StrictJson.of("a commit", node);
    try {
      Commit commit =
          new Commit(
              stream,
              json.number("v"),
              json.text("c"),
              json.text("f"),
              Instant.ofEpochMilli(json.number("at")),
              occurredAt(json),
              json.list("events", Proof::event),
              json.hash("prev").bytes(),
              json.hash("hash").bytes());
      json.end();
      return commit;
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new Unreadable("not a commit: " + e.getMessage(), e);
    }
  }

  /** An import may tell of what happened before 1970. */
  private static @Nullable Instant occurredAt(StrictJson json) {
    if (!json.has("occurredAt")) {
      return null;
    }
    JsonNode found = json.field("occurredAt");
    if (!found.isIntegralNumber() || !found.canConvertToLong()) {
      throw new Unreadable("a commit: its field 'occurredAt' is not a whole number", null);
    }
    return Instant.ofEpochMilli(found.longValue());
  }

  private static byte[] event(JsonNode node) {
    if (!node.isString()) {
      throw new Unreadable("a commit: its events are not texts", null);
    }
    return node.stringValue().getBytes(StandardCharsets.UTF_8);
  }
}
