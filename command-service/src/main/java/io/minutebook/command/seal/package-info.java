/**
 * Seals what the log holds: at intervals, one of several instances signs the heads of all streams
 * that changed. Knows nothing of HTTP or Axon.
 */
@NullMarked
package io.minutebook.command.seal;

import org.jspecify.annotations.NullMarked;
