/**
 * The {@code minutebook} command: what a person types, what it answers, and with which exit code.
 * Decides nothing about minutes: it talks to the services as any client does, and to Kafka and
 * MongoDB only for {@code replay} and {@code verify}, through the audit engine.
 */
@NullMarked
package io.minutebook.cli;

import org.jspecify.annotations.NullMarked;
