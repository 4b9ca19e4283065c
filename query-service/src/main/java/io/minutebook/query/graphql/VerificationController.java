package io.minutebook.query.graphql;

import io.minutebook.query.audit.Scope;
import io.minutebook.query.audit.VerificationRecords;
import io.minutebook.query.audit.VerificationRecords.Outcome;
import io.minutebook.query.view.Freshness;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** How the record was verified the last time. */
@Controller
class VerificationController {

  private final VerificationRecords verifications;
  private final Freshness freshness;

  VerificationController(VerificationRecords verifications, Freshness freshness) {
    this.verifications = verifications;
    this.freshness = freshness;
  }

  @QueryMapping
  @Nullable VerificationNode verification(
      @Argument @Nullable String of, @Argument @Nullable List<String> atLeast) {
    HistoryRight.require();
    Scope scope = Arguments.readIfGiven("of", of, Scope::parse);
    freshness.await(atLeast);
    return verifications
        .last(scope == null ? Scope.ALL : scope)
        .map(VerificationNode::new)
        .orElse(null);
  }

  /** An outcome, with numbers as GraphQL has them. */
  record VerificationNode(Outcome outcome) {

    public String of() {
      return outcome.of();
    }

    public Instant begun() {
      return outcome.begun();
    }

    public Instant ended() {
      return outcome.ended();
    }

    public boolean clean() {
      return outcome.clean();
    }

    public int found() {
      return Math.clamp(outcome.found(), 0, Integer.MAX_VALUE);
    }

    public List<String> findings() {
      return outcome.first();
    }

    public int streams() {
      return Math.clamp(outcome.streams(), 0, Integer.MAX_VALUE);
    }

    public int commits() {
      return Math.clamp(outcome.commits(), 0, Integer.MAX_VALUE);
    }

    public int events() {
      return Math.clamp(outcome.events(), 0, Integer.MAX_VALUE);
    }

    public int records() {
      return Math.clamp(outcome.records(), 0, Integer.MAX_VALUE);
    }

    public @Nullable Integer latestSeal() {
      return outcome.latestSeal() == 0
          ? null
          : Integer.valueOf(Math.clamp(outcome.latestSeal(), 0, Integer.MAX_VALUE));
    }

    public List<String> notes() {
      return outcome.notes();
    }
  }
}
