package io.minutebook.seal;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The public keys that are trusted to have signed seals. */
public final class SealKeys {

  private static final String ALGORITHM = "Ed25519";
  private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
  private static final String END = "-----END PUBLIC KEY-----";

  private final Map<Hash, PublicKey> keys = new LinkedHashMap<>();

  public SealKeys(List<PublicKey> trusted) {
    trusted.forEach(key -> keys.put(id(key), key));
  }

  /** A key's id: the SHA-256 of its X.509 form. */
  public static Hash id(PublicKey key) {
    return Hash.taken(key.getEncoded());
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return keys.isEmpty();
  }

  /** What is wrong with a seal's signature, for a person; empty if nothing is. */
  public Optional<String> problem(SignedSeal signed) {
    Seal seal = signed.seal();
    PublicKey key = keys.get(seal.key());
    if (key == null) {
      return Optional.of(
          "seal %d is signed with the key %s, which is not among those that were given"
              .formatted(seal.number(), seal.key()));
    }
    return signed.isSignedBy(key)
        ? Optional.empty()
        : Optional.of(
            "the signature of seal %d was not made by the key that it names"
                .formatted(seal.number()));
  }

  /**
   * The Ed25519 keys in PEM text (X.509, {@code BEGIN PUBLIC KEY}), one or more.
   *
   * @param name of where the text is from, for the message
   * @throws Unreadable if there is none, or one that is no such key
   */
  public static List<PublicKey> fromPem(String name, String text) {
    List<PublicKey> found = new ArrayList<>();
    int from = text.indexOf(BEGIN);
    while (from >= 0) {
      int end = text.indexOf(END, from);
      if (end < 0) {
        throw new Unreadable("%s ends in the middle of a key".formatted(name), null);
      }
      found.add(read(name, text.substring(from + BEGIN.length(), end)));
      from = text.indexOf(BEGIN, end);
    }
    if (found.isEmpty()) {
      throw new Unreadable(
          "%s holds no public key: it should be PEM with '%s'".formatted(name, BEGIN), null);
    }
    return found;
  }

  private static PublicKey read(String name, String base64) {
    try {
      byte[] encoded = Base64.getMimeDecoder().decode(base64);
      return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new Unreadable(
          "%s holds a key that is no Ed25519 public key: %s".formatted(name, e.getMessage()), e);
    }
  }
}
