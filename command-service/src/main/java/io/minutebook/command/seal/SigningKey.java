package io.minutebook.command.seal;

import io.minutebook.seal.Hash;
import io.minutebook.seal.Seal;
import io.minutebook.seal.SealKeys;
import io.minutebook.seal.SignedSeal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/** The Ed25519 key that signs seals. */
public final class SigningKey {

  private static final String ALGORITHM = "Ed25519";

  private final PrivateKey key;
  private final PublicKey publicKey;
  private final Hash id;

  private SigningKey(EdECPrivateKey key) throws GeneralSecurityException {
    this.key = key;
    this.publicKey = publicOf(key);
    this.id = SealKeys.id(publicKey);
  }

  /**
   * Reads a private key from its PEM file.
   *
   * @throws IllegalArgumentException if it is no Ed25519 key, saying what it should be
   */
  public static SigningKey read(Path file) {
    try {
      String base64 = Files.readString(file).replaceAll("-----[A-Z ]+-----", "");
      byte[] encoded = Base64.getMimeDecoder().decode(base64);
      PrivateKey read =
          KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded));
      if (read instanceof EdECPrivateKey key) {
        return new SigningKey(key);
      }
      throw new IllegalArgumentException("not an Ed25519 key");
    } catch (IOException e) {
      throw new UncheckedIOException(
          "minutebook.seals.private-key: %s cannot be read".formatted(file), e);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "minutebook.seals.private-key: %s should be an Ed25519 key in PEM (PKCS#8), as 'openssl genpkey -algorithm ed25519' makes it: %s"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  public Hash id() {
    return id;
  }

  /** What checks the seals that this key signs. */
  public SealKeys check() {
    return new SealKeys(List.of(publicKey));
  }

  SignedSeal sign(Seal seal) {
    return SignedSeal.sign(seal, key);
  }

  /** A key pair is made of the private key's 32 bytes, where its maker asks for random ones. */
  private static PublicKey publicOf(EdECPrivateKey key) throws GeneralSecurityException {
    byte[] seed = key.getBytes().orElseThrow(() -> new GeneralSecurityException("it has no bytes"));
    KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
    generator.initialize(NamedParameterSpec.ED25519, new Given(seed));
    return generator.generateKeyPair().getPublic();
  }

  /** Gives these bytes when asked for random ones. */
  private static final class Given extends SecureRandom {
    private static final long serialVersionUID = 1;
    private final byte[] bytes;

    Given(byte[] bytes) {
      this.bytes = bytes.clone();
    }

    @Override
    public void nextBytes(byte[] wanted) {
      System.arraycopy(bytes, 0, wanted, 0, wanted.length);
    }
  }
}
