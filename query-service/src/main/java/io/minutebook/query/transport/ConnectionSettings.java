package io.minutebook.query.transport;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What connections may do that stay open.
 *
 * @param most how many there may be in this instance at a time
 * @param subscriptions how many operations may go on over one WebSocket at a time
 * @param initTimeout how long a WebSocket waits for {@code connection_init}
 * @param keepAlive after how long a sign of life is sent; a WebSocket that gives none for three
 *     times as long is closed
 * @param idle for how long a WebSocket may be open without any operation
 * @param longest after how long a connection is ended in any case; clients come again
 * @param messageSize how long a message of a client over WebSocket may be
 * @param sendTimeout how long a client may take to accept a message over WebSocket
 */
@Validated
@ConfigurationProperties("minutebook.connections")
record ConnectionSettings(
    @Positive @DefaultValue("1000") int most,
    @Positive @DefaultValue("20") int subscriptions,
    @DefaultValue("10s") Duration initTimeout,
    @DefaultValue("15s") Duration keepAlive,
    @DefaultValue("5m") Duration idle,
    @DefaultValue("6h") Duration longest,
    @DefaultValue("64KB") DataSize messageSize,
    @DefaultValue("20s") Duration sendTimeout) {

  @AssertTrue(message = "durations are above 0, and a message may have 8 KB to 16 MB")
  public boolean isPossible() {
    return Stream.of(initTimeout, keepAlive, idle, longest, sendTimeout)
            .allMatch(each -> each.toMillis() > 0)
        && messageSize.toKilobytes() >= 8
        && messageSize.toMegabytes() <= 16;
  }
}
