package io.minutebook.markdown;

import java.util.List;

/**
 * What a document has in a place, or a form, where minutes say something typed, and that could not
 * be read as such. It is kept as it stands; plain notes of a discussion are none of this.
 *
 * @param line where it begins in the document, from 1
 * @param section the titles of the headings above it, the outermost first
 * @param text what stands there
 * @param reason what it looks like
 */
public record Unrecognised(int line, List<String> section, String text, Reason reason) {

  public Unrecognised {
    section = List.copyOf(section);
  }

  /** What something looks like, or is kept as. */
  public enum Reason {
    ACTION("looks like an action item, but its owners cannot be read"),
    DECISION("looks like a decision, but not written as 'Decision: ...'"),
    DUTY("looks like a turn of duty, but its slot or person cannot be read"),
    COUNT("looks like a count, but its number cannot be read"),
    DELTA("states a change that cannot be read as a number"),
    ROW("is a row that does not fit the head of its table"),
    TABLE("is a table of unknown columns; its cells are kept as they are"),
    SUPPORT("stands under support, but names no site with people in brackets"),
    PACKAGES("groups packages, but no heading or item above says their stage"),
    HEAD("stands above all sections and is neither coordinates nor attendance"),
    LINK_DEFINITION("is a definition of links; kept as it stands"),
    HTML("is HTML; kept as it stands"),
    CODE("is code; kept as it stands"),
    QUOTE("is a quotation; kept as it stands"),
    VERBATIM("is a block of no known kind; kept as it stands");

    private final String wording;

    Reason(String wording) {
      this.wording = wording;
    }

    /** For people: continues a sentence that begins with what stands there. */
    public String wording() {
      return wording;
    }
  }

  /** Where it stands, as people say it: {@code Release team > Discussion}. */
  public String place() {
    return String.join(" > ", section);
  }
}
