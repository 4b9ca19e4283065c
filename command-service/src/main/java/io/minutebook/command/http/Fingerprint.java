package io.minutebook.command.http;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * What makes two requests the same request: SHA-256 over method, path, query, the header fields
 * that bear on the outcome, and the body, each preceded by its length (-1: not sent).
 */
final class Fingerprint {

  private static final List<String> HEADERS =
      List.of(
          HttpHeaders.IF_MATCH,
          HttpHeaders.IF_NONE_MATCH,
          Headers.OCCURRED_AT,
          Headers.ON_BEHALF_OF);

  private final MessageDigest digest = sha256();

  private Fingerprint() {}

  static String of(HttpServletRequest request, byte[] body) {
    Fingerprint fingerprint = new Fingerprint();
    fingerprint.add(request.getMethod());
    fingerprint.add(request.getRequestURI());
    fingerprint.add(request.getQueryString());
    HEADERS.forEach(name -> fingerprint.add(Headers.single(request, name)));
    fingerprint.add(body);
    return HexFormat.of().formatHex(fingerprint.digest.digest());
  }

  private void add(@Nullable String part) {
    add(part == null ? null : part.getBytes(StandardCharsets.UTF_8));
  }

  private void add(byte @Nullable [] part) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, part == null ? -1 : part.length));
    if (part != null) {
      digest.update(part);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
