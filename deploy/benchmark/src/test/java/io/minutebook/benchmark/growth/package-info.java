@NullMarked
package io.minutebook.benchmark.growth;

import org.jspecify.annotations.NullMarked;
