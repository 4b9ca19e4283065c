@NullMarked
package io.minutebook.benchmark.report;

import org.jspecify.annotations.NullMarked;
