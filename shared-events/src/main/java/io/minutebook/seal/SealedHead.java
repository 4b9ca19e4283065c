package io.minutebook.seal;

import io.minutebook.log.CanonicalJson;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How far a stream reached when it was sealed.
 *
 * @param version of its last event
 * @param hash of its last commit
 */
public record SealedHead(String stream, long version, Hash hash) {

  /** The canonical JSON of {@code {hash, stream, version}}: a leaf of the seal's tree. */
  public byte[] line() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("hash", hash.toString());
    json.put("stream", stream);
    json.put("version", version);
    return CanonicalJson.bytes(json);
  }

  /**
   * Reads a line.
   *
   * @throws Unreadable if it is none
   */
  public static SealedHead read(String line) {
    StrictJson json = StrictJson.read("a sealed head", line.getBytes(StandardCharsets.UTF_8));
    SealedHead head =
        new SealedHead(json.text("stream"), json.number("version"), json.hash("hash"));
    json.end();
    return head;
  }

  @Override
  public String toString() {
    return stream + "@" + version;
  }
}
