/**
 * What the promises of speed and durability are held against: load, peers in the same run, crashes.
 * Not part of what is deployed.
 */
@NullMarked
package io.minutebook.benchmark;

import org.jspecify.annotations.NullMarked;
