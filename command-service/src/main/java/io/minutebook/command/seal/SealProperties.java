package io.minutebook.command.seal;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How seals are made.
 *
 * @param privateKey a PEM file with the Ed25519 key (PKCS#8) that signs; without one nothing is
 *     sealed
 * @param interval after how long what has changed is sealed
 * @param folder where each seal is written to a file as well; none: nowhere
 * @param topic the topic that seals are published to
 * @param mostHeads how many heads one seal may have; when more have changed, several seals are made
 */
@Validated
@ConfigurationProperties("minutebook.seals")
public record SealProperties(
    @Nullable Path privateKey,
    @DefaultValue("10m") Duration interval,
    @Nullable Path folder,
    @DefaultValue("minutebook.seals") @Pattern(regexp = "[A-Za-z0-9._-]{1,249}") String topic,
    @DefaultValue("100000") @Min(1) @Max(1_000_000) int mostHeads) {}
