package io.minutebook.command.relay;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The log, and how commits get there.
 *
 * @param bootstrapServers Kafka's addresses, {@code host:port,...}
 * @param topic the topic of all events
 * @param partitions how many it is created with; fixed for its life, since they keep the order
 * @param sweep after how long the relay looks for commits that another instance appended
 * @param lease for how long the active one of several relays counts when it is not heard of; then
 *     another takes over
 * @param client further settings of Kafka's clients, for example {@code security.protocol}; such as
 *     would endanger order or durability are refused
 */
@Validated
@ConfigurationProperties("minutebook.kafka")
public record KafkaProperties(
    @DefaultValue("127.0.0.1:9092") @NotBlank String bootstrapServers,
    @DefaultValue("minutebook.events") @Pattern(regexp = "[A-Za-z0-9._-]{1,249}") String topic,
    @DefaultValue("6") @Min(1) @Max(1000) int partitions,
    @DefaultValue("500ms") Duration sweep,
    @DefaultValue("3s") Duration lease,
    Map<String, String> client) {

  // Spring hands over null where no setting is given.
  @SuppressWarnings("ConstantValue")
  public KafkaProperties {
    client = client == null ? Map.of() : Map.copyOf(client);
  }
}
