/**
 * The committed event and its metadata, canonical JSON, hash chain, CloudEvents headers, upcasters.
 */
@NullMarked
package io.minutebook.log;

import org.jspecify.annotations.NullMarked;
