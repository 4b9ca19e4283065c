/** {@code minutebook benchmark publish}: from an acknowledged command to its event in Kafka. */
@NullMarked
package io.minutebook.benchmark.publish;

import org.jspecify.annotations.NullMarked;
