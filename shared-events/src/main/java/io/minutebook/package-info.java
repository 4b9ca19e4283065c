/** Minutebook: the minutes of recurring meetings, as a record of events. */
@org.jspecify.annotations.NullMarked
package io.minutebook;
