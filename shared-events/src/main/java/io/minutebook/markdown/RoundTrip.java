package io.minutebook.markdown;

import io.minutebook.event.EntryId;
import io.minutebook.minutes.Entry;
import io.minutebook.minutes.Minutes;
import java.util.List;

/** Whether minutes, written as a document and read again, are the same outline. */
public final class RoundTrip {

  private RoundTrip() {}

  /**
   * Whether the document of these minutes reads back to entries of the same form and wording, one
   * under the other as they stand.
   */
  public static boolean holds(Minutes minutes) {
    return same(
        minutes,
        minutes.outline().childrenOf(null),
        MarkdownReader.read(MarkdownWriter.write(minutes)));
  }

  private static boolean same(Minutes minutes, List<EntryId> stand, List<DocumentEntry> read) {
    if (stand.size() != read.size()) {
      return false;
    }
    for (int i = 0; i < stand.size(); i++) {
      Entry entry = minutes.outline().get(stand.get(i));
      DocumentEntry other = read.get(i);
      if (!entry.form().equals(other.form())
          || !CanonicalText.of(entry.content()).equals(CanonicalText.of(other.content()))
          || !same(minutes, entry.children(), other.children())) {
        return false;
      }
    }
    return true;
  }
}
