/** {@code minutebook benchmark jmh}: what single steps of a command cost, measured by JMH. */
@NullMarked
package io.minutebook.benchmark.jmh;

import org.jspecify.annotations.NullMarked;
