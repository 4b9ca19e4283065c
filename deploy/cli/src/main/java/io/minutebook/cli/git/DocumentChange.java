package io.minutebook.cli.git;

import io.minutebook.event.MeetingId;
import org.jspecify.annotations.Nullable;

/**
 * What a commit means for a document.
 *
 * @param meeting whose minutes the document holds
 * @param file the file's name, without folders
 * @param before what the commit had seen: its first parent's file, or, where a merge lies on a side
 *     branch, what merging its parents gives by itself; null if there was none
 * @param after the commit's own file; null if it has none
 */
public record DocumentChange(
    MeetingId meeting, String file, @Nullable Content before, @Nullable Content after) {}
