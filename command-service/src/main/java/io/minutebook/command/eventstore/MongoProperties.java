package io.minutebook.command.eventstore;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Where the commits are kept.
 *
 * @param uri MongoDB's connection string; with {@code directConnection=true} the server is taken as
 *     a single one, without sessions
 * @param database its database
 * @param serverSelectionTimeout after how long without a server an operation gives up
 * @param socketTimeout after how long without an answer a connection is given up
 * @param settleTimeout for how long the outcome of an append is sought before it is said to be
 *     unknown
 * @param mostQueued how much may wait to be stored before commands are turned away for a moment
 */
@Validated
@ConfigurationProperties("minutebook.mongodb")
public record MongoProperties(
    @DefaultValue("mongodb://127.0.0.1:27017/?directConnection=true") @NotBlank String uri,
    @DefaultValue("minutebook") @Pattern(regexp = "[A-Za-z0-9_-]{1,60}") String database,
    @DefaultValue("2s") Duration serverSelectionTimeout,
    @DefaultValue("10s") Duration socketTimeout,
    @DefaultValue("10s") Duration settleTimeout,
    @DefaultValue("64MB") DataSize mostQueued) {}
