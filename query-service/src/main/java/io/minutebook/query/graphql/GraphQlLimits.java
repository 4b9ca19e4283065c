package io.minutebook.query.graphql;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What a query may ask for at most.
 *
 * @param depth how deep its fields may be nested; introspection by the usual tools needs 16
 * @param cost see {@link Cost}
 */
@Validated
@ConfigurationProperties("minutebook.graphql")
record GraphQlLimits(
    @Positive @DefaultValue("20") int depth, @Positive @DefaultValue("500000") int cost) {}
