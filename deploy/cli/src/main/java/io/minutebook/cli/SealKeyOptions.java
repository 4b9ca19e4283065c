package io.minutebook.cli;

import io.minutebook.seal.SealKeys;
import io.minutebook.seal.Unreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** By which keys the signatures of seals are checked. */
final class SealKeyOptions {

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = {
        "A public key that seals may be signed with (PEM); may be given several times.",
        "Default: that of the process on this computer, in its data folder, if it is that which is"
            + " checked. Without one, signatures are not checked, and the outcome says so."
      })
  private List<Path> keys = new ArrayList<>();

  /**
   * The keys.
   *
   * @param atHand the file that counts where none is given; null: there is none
   */
  List<PublicKey> keys(@Nullable Path atHand) {
    List<PublicKey> found = new ArrayList<>();
    List<Path> files = keys.isEmpty() && atHand != null ? List.of(atHand) : keys;
    for (Path file : files) {
      try {
        found.addAll(SealKeys.fromPem(file.toString(), Files.readString(file)));
      } catch (IOException e) {
        throw new CannotRun("the key %s cannot be read: %s.".formatted(file, e.getMessage()));
      } catch (Unreadable e) {
        throw new CannotRun(e.getMessage() + ".");
      }
    }
    return found;
  }
}
