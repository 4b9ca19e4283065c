package io.minutebook.markdown;

import io.minutebook.event.Form;
import io.minutebook.minutes.Content;
import java.util.List;

/**
 * One entry as it was read from a document. The sources of all entries, in order, give the document
 * again.
 */
public record DocumentEntry(
    Form form, Content content, String source, List<DocumentEntry> children) {

  public DocumentEntry {
    children = List.copyOf(children);
  }

  /**
   * Whether this says the same as another, with all that stands under it, however it is written.
   */
  public boolean saysTheSameAs(DocumentEntry other) {
    if (!form.equals(other.form)
        || !content.equals(other.content)
        || children.size() != other.children.size()) {
      return false;
    }
    for (int i = 0; i < children.size(); i++) {
      if (!children.get(i).saysTheSameAs(other.children.get(i))) {
        return false;
      }
    }
    return true;
  }
}
