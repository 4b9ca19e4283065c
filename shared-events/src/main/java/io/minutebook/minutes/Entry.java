package io.minutebook.minutes;

import io.minutebook.event.EntryId;
import io.minutebook.event.Form;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the minutes' outline.
 *
 * @param parent the entry that it stands under; null: the document itself
 * @param children the entries under it, in order
 * @param source the exact characters of its block, from the end of the block before, without its
 *     children's; null: it is written in the canonical form
 */
public record Entry(
    EntryId id,
    @Nullable EntryId parent,
    List<EntryId> children,
    Form form,
    Content content,
    @Nullable String source) {

  public Entry {
    children = List.copyOf(children);
  }

  Entry saying(Content newContent, @Nullable String newSource) {
    return new Entry(id, parent, children, form, newContent, newSource);
  }

  Entry writtenAs(@Nullable String newSource) {
    return new Entry(id, parent, children, form, content, newSource);
  }

  Entry writtenAs(@Nullable Form newForm, String newSource) {
    return new Entry(id, parent, children, newForm == null ? form : newForm, content, newSource);
  }

  Entry turned(Form newForm, Content newContent, @Nullable String newSource) {
    return new Entry(id, parent, children, newForm, newContent, newSource);
  }

  Entry under(@Nullable EntryId newParent) {
    return new Entry(id, newParent, children, form, content, source);
  }

  Entry withChildren(List<EntryId> newChildren) {
    return new Entry(id, parent, newChildren, form, content, source);
  }
}
