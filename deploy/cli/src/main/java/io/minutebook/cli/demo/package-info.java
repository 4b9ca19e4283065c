/**
 * The demonstration: what a team would ask of its minutes, asked through HTTP as any client does.
 */
@NullMarked
package io.minutebook.cli.demo;

import org.jspecify.annotations.NullMarked;
