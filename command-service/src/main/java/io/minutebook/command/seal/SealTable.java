package io.minutebook.command.seal;

import com.mongodb.MongoException;
import io.minutebook.seal.Hash;
import io.minutebook.seal.SealedHead;
import io.minutebook.seal.SignedSeal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The seals of the database, and what is asked of its commits to make them. A seal counts once its
 * own document is there; its heads are written before, under its hash. Every method throws {@link
 * MongoException} if it was not answered.
 */
public interface SealTable {

  /** The newest seal. */
  Optional<SignedSeal> last();

  /** Hands over the seals behind a number, in order. */
  void after(long number, Consumer<SignedSeal> seals);

  /** A stream's head in the newest seal that has it. */
  Optional<SealedHead> headOf(String stream);

  /** The heads of a seal, in order. */
  void heads(SignedSeal seal, Consumer<SealedHead> heads);

  /**
   * Writes heads of a seal that does not count yet; the same again does no harm.
   *
   * @param first the index of the first of these
   */
  void write(SignedSeal seal, int first, List<SealedHead> heads);

  /**
   * Has a seal count whose heads have been written.
   *
   * @return false if another one has its number
   */
  boolean count(SignedSeal seal);

  /** Removes heads that were written for that seal's number, but not for the seal. */
  void clean(SignedSeal counted);

  /** Where a commit lies in the store. */
  record Place(String stream, long version) {}

  /** The hashes that are stored with commits, for those that are there. */
  Map<Place, Hash> stored(Collection<Place> commits);
}
