package io.minutebook.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The folder of a standalone process, and what lies where in it. */
public record DataFolder(Path path) {

  /** The folder of this name; null: {@code MINUTEBOOK_DATA}, or else one in the user's home. */
  public static DataFolder orUsual(@Nullable Path named) {
    if (named != null) {
      return new DataFolder(named);
    }
    String usual = System.getenv("MINUTEBOOK_DATA");
    return new DataFolder(
        usual == null || usual.isBlank()
            ? Path.of(System.getProperty("user.home"), ".minutebook")
            : Path.of(usual));
  }

  public Path logs() {
    return path.resolve("logs");
  }

  public Path kafka() {
    return path.resolve("kafka");
  }

  public Path mongodb() {
    return path.resolve("mongodb");
  }

  /** The key pair, made at the first call. */
  public KeyFiles keys() {
    return KeyFiles.in(path.resolve("keys"));
  }

  /** The key pair that signs seals, made at the first call. */
  public KeyFiles sealKeys() {
    return KeyFiles.forSealsIn(path.resolve("keys"));
  }

  /** Where each seal is written to a file. */
  public Path seals() {
    return path.resolve("seals");
  }

  /** The addresses of the process that runs on this folder, or ran last. */
  public Optional<Addresses> addresses() {
    try {
      return Optional.of(
          JsonMapper.shared().readValue(Files.readAllBytes(addressFile()), Addresses.class));
    } catch (NoSuchFileException neverStarted) {
      return Optional.empty();
    } catch (IOException | JacksonException e) {
      throw new StandaloneFailure(
          addressFile() + " cannot be read (" + e.getMessage() + "): start Minutebook again.", e);
    }
  }

  void write(Addresses addresses) {
    Path half = addressFile().resolveSibling("addresses.json.half");
    try {
      Files.write(
          half, JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(addresses));
      Files.move(
          half, addressFile(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path addressFile() {
    return path.resolve("addresses.json");
  }
}
