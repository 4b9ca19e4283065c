@NullMarked
package io.minutebook.benchmark.queries;

import org.jspecify.annotations.NullMarked;
