package io.minutebook.command.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads bodies up to a limit, and as UTF-8 that is right in every byte. */
final class BodyReader {

  /** The largest body, in bytes: 1 MiB. */
  static final int LIMIT = 1 << 20;

  private BodyReader() {}

  /** The body, of which never more than the limit is held. */
  static byte[] read(HttpServletRequest request) {
    if (request.getContentLengthLong() > LIMIT) {
      throw tooLarge();
    }
    try {
      InputStream in = request.getInputStream();
      byte[] body = in.readNBytes(LIMIT + 1);
      if (body.length > LIMIT) {
        throw tooLarge();
      }
      return body;
    } catch (IOException e) {
      throw brokenOff(e);
    }
  }

  /** The text of the bytes; a leading byte order mark stays in it. */
  static String utf8(byte[] body) {
    ByteBuffer in = ByteBuffer.wrap(body);
    CharBuffer out = CharBuffer.allocate(body.length);
    CoderResult result =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(in, out, true);
    if (result.isError()) {
      int offset = in.position();
      throw ProblemException.malformed(
          null,
          "The body is not UTF-8: byte 0x%02X at offset %d (from 0), in line %d (from 1)."
              .formatted(body[offset], offset, lineOf(body, offset)));
    }
    return out.flip().toString();
  }

  private static int lineOf(byte[] body, int offset) {
    int line = 1;
    for (int i = 0; i < offset; i++) {
      if (body[i] == '\n') {
        line++;
      }
    }
    return line;
  }

  private static ProblemException tooLarge() {
    return new ProblemException(
        ProblemKind.TOO_LARGE, null, "A body has at most " + LIMIT + " bytes (1 MiB).");
  }

  private static ProblemException brokenOff(IOException e) {
    for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SocketTimeoutException) {
        return new ProblemException(
            ProblemKind.TIMED_OUT, null, "The body stopped arriving before it was complete.");
      }
    }
    return ProblemException.malformed(null, "The body broke off or is badly framed.");
  }
}
