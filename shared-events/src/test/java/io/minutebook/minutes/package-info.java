/** Tests of the fold. */
@NullMarked
package io.minutebook.minutes;

import org.jspecify.annotations.NullMarked;
