/** {@code minutebook benchmark append}: through the command bus into the store. */
@NullMarked
package io.minutebook.benchmark.append;

import org.jspecify.annotations.NullMarked;
