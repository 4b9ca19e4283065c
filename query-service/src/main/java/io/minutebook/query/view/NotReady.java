package io.minutebook.query.view;

/** The views cannot be asked yet: this program cannot read what another version of it has made. */
public final class NotReady extends RuntimeException {

  private static final long serialVersionUID = 1;

  NotReady(int format) {
    super(
        "the views have the form %d, this program reads form %d; %s"
            .formatted(
                format,
                Views.FORMAT,
                format < Views.FORMAT
                    ? "they are being made anew, ask again later"
                    : "a newer version of it answers elsewhere, or start a rebuild"),
        null,
        false,
        false);
  }
}
