package io.minutebook.query;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the views are.
 *
 * @param uri a MongoDB connection string
 * @param serverSelectionTimeout after which a server that cannot be reached is given up
 * @param socketTimeout after how long without an answer a connection is given up: one that is half
 *     open would otherwise hold up the projection for ever
 * @param readers over how many connections queries read, at most; the projection has others, so
 *     that it never waits for one behind queries
 */
@Validated
@ConfigurationProperties("minutebook.mongodb")
record MongoSettings(
    @NotBlank String uri,
    @NotBlank @DefaultValue("minutebook") String database,
    @DefaultValue("5s") Duration serverSelectionTimeout,
    @DefaultValue("20s") Duration socketTimeout,
    @Positive @DefaultValue("50") int readers) {}
