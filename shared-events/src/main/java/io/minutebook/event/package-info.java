/** The events, and the value objects in them: plain records, no framework, no clock, no I/O. */
@NullMarked
package io.minutebook.event;

import org.jspecify.annotations.NullMarked;
