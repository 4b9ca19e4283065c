/**
 * A write-ahead journal with snapshots, in one folder: appends, shared syncs, replay, compaction.
 * It stores bytes and knows nothing of what they mean.
 */
@NullMarked
package io.minutebook.standalone.journal;

import org.jspecify.annotations.NullMarked;
