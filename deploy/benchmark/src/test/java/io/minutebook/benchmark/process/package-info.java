@NullMarked
package io.minutebook.benchmark.process;

import org.jspecify.annotations.NullMarked;
