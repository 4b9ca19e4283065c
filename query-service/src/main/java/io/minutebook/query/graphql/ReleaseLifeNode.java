package io.minutebook.query.graphql;

import io.minutebook.event.ReleasePlan;
import io.minutebook.query.view.ReleaseLife;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The plans for a release; each component is named like the schema's field. */
record ReleaseLifeNode(
    String series,
    String version,
    @Nullable String name,
    @Nullable LocalDate developmentFreeze,
    @Nullable LocalDate packageFreeze,
    @Nullable LocalDate release,
    @Nullable String notes,
    LocalDate since,
    String lastMeeting,
    LocalDate lastDate,
    long slippedDays,
    List<Slip> slips,
    List<Plan> plans) {

  record Slip(
      String id,
      String meeting,
      LocalDate date,
      ReleaseLife.Day day,
      LocalDate from,
      LocalDate to,
      long days) {}

  record Plan(
      String id,
      String meeting,
      LocalDate date,
      @Nullable LocalDate developmentFreeze,
      @Nullable LocalDate packageFreeze,
      @Nullable LocalDate release,
      @Nullable String notes) {}

  static ReleaseLifeNode of(ReleaseLife life) {
    ReleaseLife.Planned last = life.last();
    ReleasePlan plan = last.plan();
    return new ReleaseLifeNode(
        last.entry().meeting().series().slug(),
        plan.version(),
        plan.name(),
        plan.developmentFreeze(),
        plan.packageFreeze(),
        plan.release(),
        plan.notes(),
        life.plans().getFirst().date(),
        last.entry().meeting().toString(),
        last.date(),
        life.slipped(),
        life.slips().stream().map(ReleaseLifeNode::slip).toList(),
        life.plans().stream().map(ReleaseLifeNode::plan).toList());
  }

  private static Slip slip(ReleaseLife.Slip slip) {
    return new Slip(
        slip.at().entry().toString(),
        slip.at().entry().meeting().toString(),
        slip.at().date(),
        slip.what(),
        slip.from(),
        slip.to(),
        slip.by());
  }

  private static Plan plan(ReleaseLife.Planned planned) {
    ReleasePlan plan = planned.plan();
    return new Plan(
        planned.entry().toString(),
        planned.entry().meeting().toString(),
        planned.date(),
        plan.developmentFreeze(),
        plan.packageFreeze(),
        plan.release(),
        plan.notes());
  }
}
