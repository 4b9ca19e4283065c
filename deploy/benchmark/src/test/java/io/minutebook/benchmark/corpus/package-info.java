@NullMarked
package io.minutebook.benchmark.corpus;

import org.jspecify.annotations.NullMarked;
