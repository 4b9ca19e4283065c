/** {@code minutebook benchmark growth}: whether a store that holds much costs more. */
@NullMarked
package io.minutebook.benchmark.growth;

import org.jspecify.annotations.NullMarked;
