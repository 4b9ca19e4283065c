package io.minutebook.query;

import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the log is.
 *
 * @param bootstrapServers the brokers that are asked first, with commas between them
 * @param group the consumer group under which the position in the log is kept; a new one reads the
 *     log from its beginning
 * @param instance a name in the group for this process alone: killed and started again under the
 *     same name, it goes on at once, where others would first wait for the dead one
 */
@Validated
@ConfigurationProperties("minutebook.kafka")
record KafkaSettings(
    @NotBlank String bootstrapServers,
    @NotBlank @DefaultValue("minutebook.events") String topic,
    @NotBlank @DefaultValue("minutebook.views") String group,
    @Nullable String instance) {}
