package io.minutebook.command.recovery;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 in the making. */
final class Sha256 {

  private final MessageDigest digest;

  Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  void add(byte[] bytes) {
    digest.update(bytes);
  }

  void add(byte[] bytes, int length) {
    digest.update(bytes, 0, length);
  }

  /** Of all that was added, hexadecimal; nothing may be added afterwards. */
  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
