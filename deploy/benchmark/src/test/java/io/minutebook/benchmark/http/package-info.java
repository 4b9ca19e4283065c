@NullMarked
package io.minutebook.benchmark.http;

import org.jspecify.annotations.NullMarked;
