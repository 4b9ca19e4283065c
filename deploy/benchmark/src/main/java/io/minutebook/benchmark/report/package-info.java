/** What came of a benchmark: a table for people, JSON for programs, and whether the bars hold. */
@NullMarked
package io.minutebook.benchmark.report;

import org.jspecify.annotations.NullMarked;
