package io.minutebook.command.http;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the OpenAPI document says about types and fields: {@code Type}, {@code Type.field}, or
 * {@code *.field} where a field means the same everywhere; {@code Type.example} for values. Javadoc
 * is not there at run time.
 */
final class CommandTexts {

  private static final String RESOURCE = "commands.properties";

  private final Properties texts = new Properties();

  CommandTexts() {
    try (Reader in =
        new InputStreamReader(
            Objects.requireNonNull(CommandTexts.class.getResourceAsStream(RESOURCE), RESOURCE),
            StandardCharsets.UTF_8)) {
      texts.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Nullable String ofType(Class<?> type) {
    return texts.getProperty(type.getSimpleName());
  }

  @Nullable String ofField(Class<?> type, String field) {
    String own = texts.getProperty(type.getSimpleName() + "." + field);
    return own == null ? texts.getProperty("*." + field) : own;
  }

  @Nullable String exampleOf(Class<?> type) {
    return texts.getProperty(type.getSimpleName() + ".example");
  }

  Set<String> keys() {
    return texts.stringPropertyNames();
  }
}
