package io.minutebook.cli;

import io.minutebook.event.EntryAddress;
import io.minutebook.query.audit.Audit;
import io.minutebook.query.audit.NotProvable;
import io.minutebook.seal.Proof;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code minutebook prove}: what shows that an entry stood in a sealed history. */
@Command(
    name = "prove",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a proof, as JSON, that an entry of some minutes stood in a sealed history:"
          + " 'minutebook prove harbour/2026-03-02#e6 > proof.json'. 'minutebook check-proof'"
          + " checks it with no server at hand.",
      "The proof holds all of these minutes up to the seal: whoever is given it can read them.",
      "Reads MongoDB itself. Exit code 1: what is stored contradicts the seals."
    })
final class ProveCommand implements Callable<Integer> {

  @Parameters(
      index = "0",
      paramLabel = "MEETING#ENTRY",
      description = "For example weekly/2026-03-02#e6.")
  @SuppressWarnings("NullAway.Init")
  private EntryAddress entry;

  @Option(
      names = "--seal",
      paramLabel = "N",
      description = "As the minutes were in this seal (default: the newest one).")
  private @Nullable Long seal;

  @Option(
      names = "--until",
      paramLabel = "M",
      description =
          "Lead up to this seal, the one that was kept elsewhere (default: the newest one).")
  private @Nullable Long until;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private AuditOptions options;

  // Output's --json would say nothing here: a proof is JSON.
  @Mixin
  @SuppressWarnings("NullAway.Init")
  private Output output;

  @Override
  public Integer call() {
    Optional<Proof> proof;
    try (Audit audit = options.openStore()) {
      proof = audit.prove(entry, seal, until);
    } catch (NotProvable e) {
      output.remark(
          "minutebook: not proved: %s: run 'minutebook verify'.".formatted(e.getMessage()));
      return 1;
    }
    if (proof.isEmpty()) {
      throw new CannotRun(
          "%s is in no seal%s: see that it is written as in 'minutebook show', and seal it with 'minutebook seal'."
              .formatted(entry, seal == null ? "" : " up to " + seal));
    }
    output.out().println(new String(proof.get().bytes(), StandardCharsets.UTF_8));
    return 0;
  }
}
