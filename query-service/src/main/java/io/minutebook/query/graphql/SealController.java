package io.minutebook.query.graphql;

import io.minutebook.event.EntryAddress;
import io.minutebook.query.audit.AuditImpossible;
import io.minutebook.query.audit.NotProvable;
import io.minutebook.query.audit.Proofs;
import io.minutebook.query.view.BadArgument;
import io.minutebook.query.view.Page;
import io.minutebook.seal.SignedSeal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** Seals, and proofs that an entry stood in what they sealed. */
@Controller
class SealController {

  private static final Logger LOG = LoggerFactory.getLogger(SealController.class);

  private final Proofs proofs;

  SealController(Proofs proofs) {
    this.proofs = proofs;
  }

  @QueryMapping
  @Nullable SealNode latestSeal() {
    return proofs.latest().map(SealNode::of).orElse(null);
  }

  @QueryMapping
  Connection<SealNode> seals(@Argument int first, @Argument @Nullable String after) {
    Page.Wanted wanted = Connection.wanted(first, after);
    long behind = wanted.after().map(SealController::number).orElse(0L);
    List<SignedSeal> found = proofs.after(behind, first + 1);
    List<Page.Edge<SignedSeal>> edges =
        found.stream()
            .limit(first)
            .map(seal -> new Page.Edge<>(Long.toString(seal.seal().number()), seal))
            .toList();
    return Connection.of(new Page<>(edges, behind > 0, found.size() > first), SealNode::of);
  }

  private static long number(String key) {
    try {
      return Long.parseLong(key);
    } catch (NumberFormatException e) {
      throw new BadArgument("after", "this is not a cursor of this list");
    }
  }

  @QueryMapping
  @Nullable ProofNode proof(
      @Argument String entry, @Argument @Nullable Integer seal, @Argument @Nullable Integer until) {
    HistoryRight.require();
    EntryAddress address = Arguments.read("entry", entry, EntryAddress::parse);
    try {
      if (proofs.latest().isEmpty()) {
        return null;
      }
      return proofs
          .prove(
              address,
              seal == null ? null : seal.longValue(),
              until == null ? null : until.longValue())
          .map(ProofNode::of)
          .orElse(null);
    } catch (NotProvable e) {
      LOG.error("What is stored contradicts the seals: {}", e.getMessage());
      throw new BadArgument(
          "entry", "this cannot be proved: what is stored contradicts the seals; run verify");
    } catch (AuditImpossible e) {
      throw new BadArgument(until == null ? "seal" : "until", String.valueOf(e.getMessage()));
    }
  }
}
