@NullMarked
package io.minutebook.benchmark.crash;

import org.jspecify.annotations.NullMarked;
