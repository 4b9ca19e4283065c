/** The minutes and series that events fold into: immutable, changed only by {@code apply}. */
@NullMarked
package io.minutebook.minutes;

import org.jspecify.annotations.NullMarked;
