package io.minutebook.query.audit;

import io.minutebook.event.EntryId;

/**
 * A line of some minutes' Markdown, and which change touched it last.
 *
 * @param number from 1
 * @param text without the line feed at its end
 * @param entry the entry whose source it begins in
 * @param touched the last change that put it as it is
 */
public record BlamedLine(int number, String text, EntryId entry, Touch touched) {}
