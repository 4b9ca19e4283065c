/**
 * {@code minutebook benchmark fold} and {@code rebuild}: how much of the time of a rebuild goes to
 * the log, to the fold and to the database.
 */
@NullMarked
package io.minutebook.benchmark.rebuild;

import org.jspecify.annotations.NullMarked;
