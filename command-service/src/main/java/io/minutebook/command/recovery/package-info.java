/**
 * The record made anew when one of its two copies is lost: the commits from the log, the log from
 * the commits, both from an archive. Works while no service does. Knows nothing of HTTP or Axon.
 */
@NullMarked
package io.minutebook.command.recovery;

import org.jspecify.annotations.NullMarked;
