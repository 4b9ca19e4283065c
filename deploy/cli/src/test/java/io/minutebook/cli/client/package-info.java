@NullMarked
package io.minutebook.cli.client;

import org.jspecify.annotations.NullMarked;
