/**
 * Command services, relays and projections, the real ones, on a store and a broker that are made
 * up, in a time that is made up: what goes wrong, and when, is drawn from a seed, and one seed
 * always gives the same run. After every step the promises are checked. See decision record 0019.
 */
@NullMarked
package io.minutebook.simulation;

import org.jspecify.annotations.NullMarked;
