package io.minutebook.cli.client;

import java.net.URI;

/** A service did not answer, or kept answering that it cannot just now. */
public final class Unreachable extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final URI service;

  Unreachable(URI service, String why, Throwable cause) {
    super(why, cause);
    this.service = service;
  }

  Unreachable(URI service, String why) {
    super(why);
    this.service = service;
  }

  /** The address that did not answer. */
  public URI service() {
    return service;
  }
}
