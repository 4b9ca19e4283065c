/**
 * The crash harness: kills Minutebook's processes and cuts their connections while a client writes
 * down every answer, and then holds store, log and views against what was answered.
 */
@NullMarked
package io.minutebook.benchmark.crash;

import org.jspecify.annotations.NullMarked;
