@NullMarked
package io.minutebook.benchmark.publish;

import org.jspecify.annotations.NullMarked;
