package io.minutebook.query.transport;

import jakarta.websocket.CloseReason;

/**
 * Why a WebSocket is closed. Codes from 4400 are those of the protocol; the usual clients come
 * again by themselves after 1001, 1012 and 4403, and not after the others.
 */
enum Closing {
  IDLE(1000, "no operation for a long time"),
  LONG_ENOUGH(1001, "open for long enough, come again"),
  NO_SIGN_OF_LIFE(1001, "no sign of life"),
  STOPPING(1012, "this instance stops, come again"),
  INVALID_MESSAGE(4400, "Invalid message"),
  UNAUTHORIZED(4401, "Unauthorized"),
  FORBIDDEN(4403, "Forbidden: no token that is good and allows to read"),
  EXPIRED(4403, "Forbidden: the token has expired"),
  NO_PROTOCOL(4406, "Subprotocol not acceptable: graphql-transport-ws"),
  INIT_TIMEOUT(4408, "Connection initialisation timeout"),
  TOO_MANY_INITS(4429, "Too many initialisation requests");

  private final int code;
  private final String words;

  Closing(int code, String words) {
    this.code = code;
    this.words = words;
  }

  CloseReason reason() {
    return reason(code, words);
  }

  /** There is an operation of that name already. */
  static CloseReason taken(String id) {
    String name = id.length() > 40 ? id.substring(0, 40) + "..." : id;
    return reason(4409, "Subscriber for " + name + " already exists");
  }

  private static CloseReason reason(int code, String words) {
    // at most 123 bytes
    String ascii = words.replaceAll("[^ -~]", "?");
    return new CloseReason(CloseReason.CloseCodes.getCloseCode(code), ascii);
  }
}
