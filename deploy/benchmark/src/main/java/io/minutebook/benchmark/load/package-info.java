/**
 * Load and what is seen of it: closed loops, whose senders wait for each answer, and open ones,
 * which keep to a timetable whatever the answers do.
 */
@NullMarked
package io.minutebook.benchmark.load;

import org.jspecify.annotations.NullMarked;
