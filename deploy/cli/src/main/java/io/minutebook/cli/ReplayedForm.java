package io.minutebook.cli;

/** In which form minutes that were folded afresh are written. */
enum ReplayedForm {
  MARKDOWN(".md"),
  JSON(".json");

  private final String ending;

  ReplayedForm(String ending) {
    this.ending = ending;
  }

  /** How the name of a file ends. */
  String ending() {
    return ending;
  }
}
