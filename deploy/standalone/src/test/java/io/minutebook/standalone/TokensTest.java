package io.minutebook.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TokensTest {

  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

  @TempDir Path folder;

  @Test
  void a_token_says_who_and_what_and_until_when_and_is_signed_with_the_folders_key()
      throws Exception {
    KeyFiles keys = new DataFolder(folder).keys();
    String token =
        new Tokens(keys, Clock.fixed(NOW, ZoneOffset.UTC))
            .issue("Ada \"the first\"", "scribe", Duration.ofHours(1));

    String[] parts = token.split("\\.", -1);
    assertThat(json(parts[0]).path("alg").asString()).isEqualTo("RS256");
    JsonNode claims = json(parts[1]);
    assertThat(claims.path("sub").asString()).isEqualTo("Ada \"the first\"");
    assertThat(claims.path("roles").get(0).asString()).isEqualTo("scribe");
    assertThat(claims.path("exp").asLong()).isEqualTo(NOW.plusSeconds(3600).getEpochSecond());

    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(publicKey(keys.publicKey()));
    signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
  }

  @Test
  void a_role_that_there_is_not_is_refused() {
    Tokens tokens = new Tokens(new DataFolder(folder).keys(), Clock.systemUTC());
    assertThatThrownBy(() -> tokens.issue("Ada", "king", Duration.ofHours(1)))
        .hasMessageContaining("reader, scribe, auditor, admin");
  }

  @Test
  void the_keys_are_made_once_and_the_private_one_is_its_owners_alone() throws Exception {
    KeyFiles first = new DataFolder(folder).keys();
    String key = Files.readString(first.privateKey());

    KeyFiles second = new DataFolder(folder).keys();
    assertThat(Files.readString(second.privateKey())).isEqualTo(key);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(second.privateKey())))
        .isEqualTo("rw-------");
    // services that run under another user check with it
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(second.publicKey())))
        .isEqualTo("rw-r--r--");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("keys"))))
        .isEqualTo("rwx------");
  }

  @Test
  void a_damaged_key_is_named() throws Exception {
    KeyFiles keys = new DataFolder(folder).keys();
    Files.writeString(keys.privateKey(), "-----BEGIN PRIVATE KEY-----\nAAAA\n");
    assertThatThrownBy(() -> new Tokens(keys, Clock.systemUTC()))
        .isInstanceOf(StandaloneFailure.class)
        .hasMessageContaining("private.pem");
  }

  private static PublicKey publicKey(Path file) throws Exception {
    String base64 = Files.readString(file).replaceAll("-----[A-Z ]+-----", "");
    return KeyFactory.getInstance("RSA")
        .generatePublic(new X509EncodedKeySpec(Base64.getMimeDecoder().decode(base64)));
  }

  private static JsonNode json(String part) {
    return JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(part));
  }
}
