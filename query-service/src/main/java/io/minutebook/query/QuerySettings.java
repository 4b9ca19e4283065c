package io.minutebook.query;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How queries are answered.
 *
 * @param atLeastTimeout how long a query waits for the versions that it was told to show
 */
@Validated
@ConfigurationProperties("minutebook.query")
record QuerySettings(@DefaultValue("5s") Duration atLeastTimeout) {}
