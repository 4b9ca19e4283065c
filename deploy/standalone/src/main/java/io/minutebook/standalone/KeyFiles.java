package io.minutebook.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.function.Supplier;

/**
 * A key pair of a standalone process: one signs the tokens that the services accept (RSA), one the
 * seals (Ed25519). Two PEM files; no password. Only its owner may read the private one; whoever
 * checks, as the services of a container do under another user, may read the public one.
 */
public record KeyFiles(Path privateKey, Path publicKey) {

  private static final int BITS = 2048;
  private static final String PRIVATE = "PRIVATE KEY";
  private static final String PUBLIC = "PUBLIC KEY";

  /** The key pair for tokens in a folder, made when it is not there yet. */
  static KeyFiles in(Path folder) {
    return made(
        folder,
        new KeyFiles(folder.resolve("private.pem"), folder.resolve("public.pem")),
        KeyFiles::forTokens);
  }

  /** The key pair for seals in a folder, made when it is not there yet. */
  static KeyFiles forSealsIn(Path folder) {
    return made(
        folder,
        new KeyFiles(folder.resolve("seal-private.pem"), folder.resolve("seal-public.pem")),
        KeyFiles::forSeals);
  }

  private static KeyFiles made(Path folder, KeyFiles files, Supplier<KeyPair> maker) {
    try {
      Files.createDirectories(folder, only("rwx------"));
      // The private key is written last: where it is, its public key is, too.
      if (!Files.exists(files.privateKey)) {
        KeyPair pair = maker.get();
        write(files.publicKey, PUBLIC, pair.getPublic().getEncoded(), "rw-r--r--");
        write(files.privateKey, PRIVATE, pair.getPrivate().getEncoded(), "rw-------");
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  PrivateKey readPrivateKey() {
    try {
      byte[] encoded =
          Base64.getMimeDecoder()
              .decode(Files.readString(privateKey).replaceAll("-----[A-Z ]+-----", ""));
      return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new StandaloneFailure(
          "the key " + privateKey + " cannot be read: " + e.getMessage() + ".", e);
    }
  }

  private static KeyPair forSeals() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has Ed25519", e);
    }
  }

  private static KeyPair forTokens() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has RSA", e);
    }
  }

  private static void write(Path file, String label, byte[] encoded, String permissions)
      throws IOException {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
    Path half = Files.createTempFile(file.getParent(), "key", ".half", only("rw-------"));
    Files.writeString(
        half, "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n");
    if (hasPermissions()) {
      Files.setPosixFilePermissions(half, PosixFilePermissions.fromString(permissions));
    }
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static FileAttribute<?>[] only(String permissions) {
    return hasPermissions()
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean hasPermissions() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }
}
