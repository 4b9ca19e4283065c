/** {@code minutebook benchmark freshness}: from an acknowledged command to its sight in a query. */
@NullMarked
package io.minutebook.benchmark.freshness;

import org.jspecify.annotations.NullMarked;
