package io.minutebook.seal;

import io.minutebook.log.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.HexFormat;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A seal with its signature: Ed25519 (RFC 8032) over {@link Seal#bytes()}.
 *
 * @param signature 64 bytes, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent")
public record SignedSeal(Seal seal, byte[] signature) {

  private static final String ALGORITHM = "Ed25519";
  private static final HexFormat HEX = HexFormat.of();

  public SignedSeal {
    signature = signature.clone();
  }

  /** Signs a seal with the key that it names. */
  public static SignedSeal sign(Seal seal, PrivateKey key) {
    try {
      Signature signing = Signature.getInstance(ALGORITHM);
      signing.initSign(key);
      signing.update(seal.bytes());
      return new SignedSeal(seal, signing.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("this key cannot sign a seal: " + e.getMessage(), e);
    }
  }

  /** Whether that key made the signature. */
  boolean isSignedBy(PublicKey key) {
    try {
      Signature checking = Signature.getInstance(ALGORITHM);
      checking.initVerify(key);
      checking.update(seal.bytes());
      return checking.verify(signature);
    } catch (InvalidKeyException e) {
      throw new IllegalArgumentException("this key cannot check a seal: " + e.getMessage(), e);
    } catch (GeneralSecurityException notASignature) {
      return false;
    }
  }

  /** The canonical JSON of {@code {seal, signature}}. */
  public byte[] bytes() {
    return CanonicalJson.bytes(toJson());
  }

  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.set("seal", seal.toJson());
    json.put("signature", HEX.formatHex(signature));
    return json;
  }

  /**
   * Reads what {@link #bytes()} wrote.
   *
   * @throws Unreadable if it is none
   */
  public static SignedSeal read(byte[] bytes) {
    return read(StrictJson.read("a seal", bytes));
  }

  /** Reads a line of text; see {@link #read(byte[])}. */
  public static SignedSeal read(String line) {
    return read(line.getBytes(StandardCharsets.UTF_8));
  }

  static SignedSeal read(StrictJson json) {
    SignedSeal signed =
        new SignedSeal(Seal.read(json.object("seal")), json.parsed("signature", HEX::parseHex));
    json.end();
    return signed;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SignedSeal that
        && seal.equals(that.seal)
        && Arrays.equals(signature, that.signature);
  }

  @Override
  public int hashCode() {
    return seal.hashCode();
  }

  @Override
  public String toString() {
    return seal.toString();
  }
}
