package io.minutebook.event;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * When a release is planned.
 *
 * @param name what it is called, for example a month
 * @param version one version or several, as written
 * @param notes anything else that the row says
 */
public record ReleasePlan(
    @Nullable String name,
    String version,
    @Nullable LocalDate developmentFreeze,
    @Nullable LocalDate packageFreeze,
    @Nullable LocalDate release,
    @Nullable String notes) {}
