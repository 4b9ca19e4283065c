/**
 * What is measured, and what it is measured against: one class each, all with the same aggregates,
 * commands and events. May know Axon, as no other room besides the command service's own does.
 */
@NullMarked
package io.minutebook.benchmark.peer;

import org.jspecify.annotations.NullMarked;
