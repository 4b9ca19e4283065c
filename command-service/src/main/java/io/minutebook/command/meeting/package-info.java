/**
 * Commands to the minutes of a meeting and the decider that turns them into events: no clock, no
 * ids, no I/O, no framework.
 */
@NullMarked
package io.minutebook.command.meeting;

import org.jspecify.annotations.NullMarked;
