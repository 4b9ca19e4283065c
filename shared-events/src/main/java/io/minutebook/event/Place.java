package io.minutebook.event;

import org.jspecify.annotations.Nullable;

/**
 * Where an entry stands in the outline.
 *
 * @param under the entry it belongs to; null: the document itself
 * @param after the sibling right before it; null: it is the first
 */
public record Place(@Nullable EntryId under, @Nullable EntryId after) {}
