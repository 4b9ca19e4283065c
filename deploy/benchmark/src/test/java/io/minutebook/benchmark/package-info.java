@NullMarked
package io.minutebook.benchmark;

import org.jspecify.annotations.NullMarked;
