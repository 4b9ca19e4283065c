/** How long it takes to verify a record, against barely reading the same. */
@NullMarked
package io.minutebook.benchmark.verify;

import org.jspecify.annotations.NullMarked;
