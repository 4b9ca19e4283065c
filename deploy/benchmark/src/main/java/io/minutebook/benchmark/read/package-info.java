/** {@code minutebook benchmark read}: a meeting over HTTP, against the bare document. */
@NullMarked
package io.minutebook.benchmark.read;

import org.jspecify.annotations.NullMarked;
