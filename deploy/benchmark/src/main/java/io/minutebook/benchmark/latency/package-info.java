/** {@code minutebook benchmark latency}: what one sender alone waits for, and where it goes. */
@NullMarked
package io.minutebook.benchmark.latency;

import org.jspecify.annotations.NullMarked;
