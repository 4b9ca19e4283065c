package io.minutebook.query.graphql;

import io.minutebook.query.view.ActionLife;
import io.minutebook.query.view.ActionStep;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A step in the life of an action; each method is named like the schema's field. Who and when is
 * for {@link ActionController} to say.
 */
record ActionStepNode(ActionLife.Step step) {

  public String meeting() {
    return step.meeting().toString();
  }

  public LocalDate date() {
    return step.date();
  }

  public String entry() {
    return step.entry();
  }

  public long version() {
    return step.step().version();
  }

  public ActionStep.What what() {
    return step.step().what();
  }

  public @Nullable String detail() {
    return step.step().detail();
  }
}
