/** Tests of the value objects. */
@NullMarked
package io.minutebook.event;

import org.jspecify.annotations.NullMarked;
