package io.minutebook.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which turn of duty is meant, seen from the meeting. */
public enum DutySlot {
  @JsonProperty("thisWeek")
  THIS_WEEK("This week"),
  @JsonProperty("nextWeek")
  NEXT_WEEK("Next week");

  private final String wording;

  DutySlot(String wording) {
    this.wording = wording;
  }

  /** As minutes write it. */
  public String wording() {
    return wording;
  }
}
