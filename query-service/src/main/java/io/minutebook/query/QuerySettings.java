package io.minutebook.query;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How queries are answered.
 *
 * @param atLeastTimeout how long a query waits for the versions that it was told to show
 * @param atLeastTokens for how many versions it may be told to wait
 * @param atLeastWaiting how many queries may wait at a time; one more is told at once that what it
 *     waits for is not there yet
 */
@Validated
@ConfigurationProperties("minutebook.query")
record QuerySettings(
    @DefaultValue("5s") Duration atLeastTimeout,
    @Positive @DefaultValue("100") int atLeastTokens,
    @Positive @DefaultValue("500") int atLeastWaiting) {}
