package io.minutebook.cli;

import io.minutebook.seal.EntryStory;
import io.minutebook.seal.Hash;
import io.minutebook.seal.Proof;
import io.minutebook.seal.ProofCheck;
import io.minutebook.seal.ProofCheck.Fails;
import io.minutebook.seal.ProofCheck.Holds;
import io.minutebook.seal.Seal;
import io.minutebook.seal.SealKeys;
import io.minutebook.seal.SignedSeal;
import io.minutebook.seal.Unreadable;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code minutebook check-proof}: whether a proof holds, with no server at hand. */
@Command(
    name = "check-proof",
    mixinStandardHelpOptions = true,
    description = {
      "Checks what 'minutebook prove' wrote, with no server at hand, and prints what the entry"
          + " said, who wrote it and when, and under which seal.",
      "Without --latest-seal it shows that a holder of the key sealed it so; with it, also that"
          + " nobody, not even he, has changed it since that seal was put away.",
      "Exit code 1: the proof does not hold; 2: it is no proof."
    })
final class CheckProofCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "FILE", description = "The proof.")
  @SuppressWarnings("NullAway.Init")
  private Path file;

  @Option(
      names = "--key",
      paramLabel = "PEM",
      required = true,
      description =
          "The public key that seals are signed with; may be given several times, for keys that"
              + " were changed.")
  @SuppressWarnings("NullAway.Init")
  private List<Path> keys;

  @Option(
      names = "--latest-seal",
      paramLabel = "FILE|HASH",
      description = "A seal that was kept elsewhere, or its hash: the proof must lead to it.")
  private @Nullable String kept;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private Output output;

  @Override
  public Integer call() throws IOException {
    try {
      Proof proof = Proof.read(Files.readAllBytes(file));
      return switch (new ProofCheck(trusted(), kept(proof)).check(proof)) {
        case Holds holds -> tell(proof, holds.story());
        case Fails fails -> tell(fails.reason());
      };
    } catch (Unreadable e) {
      throw new CannotRun("%s: %s.".formatted(file, e.getMessage()), e);
    }
  }

  private SealKeys trusted() throws IOException {
    List<PublicKey> all = new ArrayList<>();
    for (Path key : keys) {
      all.addAll(
          SealKeys.fromPem(
              key.toString(), new String(Files.readAllBytes(key), StandardCharsets.ISO_8859_1)));
    }
    return new SealKeys(all);
  }

  private Optional<Hash> kept(Proof proof) throws IOException {
    String given = kept;
    if (given == null) {
      return Optional.empty();
    }
    if (given.matches("[0-9a-fA-F]{64}")) {
      return Optional.of(Hash.parse(given.toLowerCase(Locale.ROOT)));
    }
    Seal seal = readSeal(Path.of(given)).seal();
    long leadsTo = proof.latest().seal().number();
    if (seal.number() != leadsTo) {
      throw new CannotRun(
          "the proof leads to seal %d, and %s is seal %d: make the proof with 'minutebook prove --until %d'."
              .formatted(leadsTo, given, seal.number(), seal.number()));
    }
    return Optional.of(seal.hash());
  }

  /** The first line of a seal's file is the seal; its heads are not needed here. */
  private static SignedSeal readSeal(Path path) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(path)) {
      return SignedSeal.read(String.valueOf(lines.readLine()));
    } catch (Unreadable | CharacterCodingException e) {
      throw new CannotRun("%s is no seal: %s.".formatted(path, e.getMessage()), e);
    }
  }

  private int tell(String reason) {
    output.line("the proof does not hold: " + reason);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("holds", false);
    json.put("reason", reason);
    output.json(json);
    return 1;
  }

  private int tell(Proof proof, EntryStory story) {
    Seal seal = proof.seal().seal();
    Seal latest = proof.latest().seal();
    output.line(
        "the proof holds: %s %s"
            .formatted(
                proof.entry(), story.stands() ? "said" : "was taken out; before that it said"));
    story.text().lines().forEach(line -> output.line("    " + line));
    story.changes().forEach(change -> output.line(line(change)));
    output.line(
        "sealed: version %d of the minutes, in seal %d of %s, %s"
            .formatted(
                proof.commits().getLast().lastVersion(), seal.number(), seal.at(), seal.hash()));
    output.line(
        "leads to: seal %d of %s, %s%s"
            .formatted(
                latest.number(),
                latest.at(),
                latest.hash(),
                kept == null
                    ? "; compare it with what was kept elsewhere"
                    : ", which was kept elsewhere"));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("holds", true);
    json.put("entry", proof.entry().toString());
    json.put("text", story.text());
    json.put("stands", story.stands());
    json.put("changes", story.changes());
    json.put("version", proof.commits().getLast().lastVersion());
    json.put("seal", json(seal));
    json.put("latest", json(latest));
    output.json(json);
    return 0;
  }

  private static String line(EntryStory.Change change) {
    StringBuilder line = new StringBuilder();
    line.append(
        "%s by %s (%s, version %d)"
            .formatted(change.at(), change.actor(), change.command(), change.version()));
    if (change.onBehalfOf() != null) {
      line.append(", for ").append(change.onBehalfOf());
    }
    if (change.occurredAt() != null) {
      line.append(", as of ").append(change.occurredAt());
    }
    if (change.reason() != null) {
      line.append(": ").append(change.reason());
    }
    return line.toString();
  }

  private static Map<String, Object> json(Seal seal) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("number", seal.number());
    json.put("at", seal.at().toString());
    json.put("hash", seal.hash().toString());
    json.put("heads", seal.heads());
    json.put("key", seal.key().toString());
    return json;
  }
}
