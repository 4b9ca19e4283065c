/** Commands to a series and their decider: no clock, no ids, no I/O, no framework. */
@NullMarked
package io.minutebook.command.series;

import org.jspecify.annotations.NullMarked;
