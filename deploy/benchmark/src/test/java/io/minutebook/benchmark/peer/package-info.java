@NullMarked
package io.minutebook.benchmark.peer;

import org.jspecify.annotations.NullMarked;
