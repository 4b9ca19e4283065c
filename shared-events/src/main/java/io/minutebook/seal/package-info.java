/**
 * Seals over the heads of streams, and proofs that an entry stood in a sealed history: their form,
 * how they are signed, and how they are checked by whoever has nothing but a public key.
 */
@NullMarked
package io.minutebook.seal;

import org.jspecify.annotations.NullMarked;
