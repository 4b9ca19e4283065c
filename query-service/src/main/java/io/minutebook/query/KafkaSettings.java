package io.minutebook.query;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the log is.
 *
 * @param bootstrapServers the brokers that are asked first, with commas between them
 * @param group the consumer group under which the position in the log is kept; a new one reads the
 *     log from its beginning
 */
@Validated
@ConfigurationProperties("minutebook.kafka")
record KafkaSettings(
    @NotBlank String bootstrapServers,
    @NotBlank @DefaultValue("minutebook.events") String topic,
    @NotBlank @DefaultValue("minutebook.views") String group) {}
