package io.minutebook.seal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A SHA-256, written as 64 lower-case hexadecimal digits. */
public final class Hash {

  /** What stands where there is no earlier one. */
  public static final Hash ZEROS = new Hash(new byte[32]);

  private static final HexFormat HEX = HexFormat.of();

  private final byte[] bytes;

  private Hash(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The hash that was taken.
   *
   * @throws IllegalArgumentException if these are not 32 bytes
   */
  public static Hash of(byte[] bytes) {
    if (bytes.length != ZEROS.bytes.length) {
      throw new IllegalArgumentException("a hash has 32 bytes, not " + bytes.length);
    }
    return new Hash(bytes.clone());
  }

  /**
   * The hash that was written.
   *
   * @throws IllegalArgumentException if it is not written as one is
   */
  public static Hash parse(String text) {
    if (text.length() != 64 || !text.equals(text.toLowerCase(java.util.Locale.ROOT))) {
      throw new IllegalArgumentException(
          "a hash is 64 lower-case hexadecimal digits, not '" + text + "'");
    }
    return new Hash(HEX.parseHex(text));
  }

  /** Takes the hash of some bytes, one part after the other. */
  public static Hash taken(byte[]... parts) {
    MessageDigest digest = sha256();
    for (byte[] part : parts) {
      digest.update(part);
    }
    return new Hash(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return HEX.formatHex(bytes);
  }
}
