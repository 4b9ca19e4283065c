@NullMarked
package io.minutebook.benchmark.load;

import org.jspecify.annotations.NullMarked;
