/**
 * What the command side's rooms have in common: what is asked, what is answered, what is refused.
 * Plain Java; knows nothing of Spring, Axon, Kafka, MongoDB or HTTP, except for the application,
 * which puts the rooms together.
 */
@NullMarked
package io.minutebook.command;

import org.jspecify.annotations.NullMarked;
