package io.minutebook.query;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the views are made anew.
 *
 * @param lease after which another instance goes on with a rebuild whose own was not heard of
 * @param grace for which the collections of the last generation are kept after a swap
 */
@Validated
@ConfigurationProperties("minutebook.rebuild")
record RebuildSettings(@DefaultValue("30s") Duration lease, @DefaultValue("60s") Duration grace) {}
