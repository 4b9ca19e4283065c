package io.minutebook.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far a package has come on its way into a release. */
public enum PackageStage {
  @JsonProperty("readyForTesting")
  READY_FOR_TESTING("Ready for Testing"),
  @JsonProperty("readyForRelease")
  READY_FOR_RELEASE("Ready for Release"),
  @JsonProperty("released")
  RELEASED("Released");

  private final String wording;

  PackageStage(String wording) {
    this.wording = wording;
  }

  /** As minutes write it. */
  public String wording() {
    return wording;
  }

  /** The stage that a heading or a list item names, if it names one and says nothing else. */
  public static Optional<PackageStage> named(String text) {
    String plain = text.replaceAll("[*_:]", "").strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(stage -> stage.wording.toLowerCase(Locale.ROOT).equals(plain))
        .findFirst();
  }
}
