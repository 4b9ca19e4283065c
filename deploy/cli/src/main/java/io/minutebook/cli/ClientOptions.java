package io.minutebook.cli;

import io.minutebook.cli.client.Commands;
import io.minutebook.cli.client.Operations;
import io.minutebook.cli.client.Patience;
import io.minutebook.cli.client.Queries;
import io.minutebook.cli.client.SealRequests;
import io.minutebook.standalone.Addresses;
import io.minutebook.standalone.DataFolder;
import io.minutebook.standalone.Tokens;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the services are and who asks; by default the standalone process of this computer. */
final class ClientOptions {

  private static final Duration TOKEN_LIFE = Duration.ofHours(12);

  @Option(
      names = "--command-url",
      paramLabel = "URL",
      defaultValue = "${env:MINUTEBOOK_COMMAND_URL}",
      description = "The command service (or MINUTEBOOK_COMMAND_URL).")
  private @Nullable String commandUrl;

  @Option(
      names = "--query-url",
      paramLabel = "URL",
      defaultValue = "${env:MINUTEBOOK_QUERY_URL}",
      description = "The query service (or MINUTEBOOK_QUERY_URL).")
  private @Nullable String queryUrl;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      defaultValue = "${env:MINUTEBOOK_TOKEN}",
      description = "The bearer token (or MINUTEBOOK_TOKEN).")
  private @Nullable String token;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "The data folder of a process on this computer, for its addresses and its key"
              + " (or MINUTEBOOK_DATA; default: ~/.minutebook).")
  private @Nullable Path data;

  Commands commands(Patience patience) {
    URI address = address(commandUrl, "--command-url", Addresses::commandUrl);
    return new Commands(address, tokenFor(commandUrl), patience);
  }

  SealRequests seals(Patience patience) {
    URI address = address(commandUrl, "--command-url", Addresses::commandUrl);
    return new SealRequests(address, tokenFor(commandUrl), patience);
  }

  Queries queries(Patience patience) {
    URI address = address(queryUrl, "--query-url", Addresses::queryUrl);
    return new Queries(address, tokenFor(queryUrl), patience);
  }

  Operations operations(Patience patience) {
    URI address = address(queryUrl, "--query-url", Addresses::queryUrl);
    return new Operations(address, tokenFor(queryUrl), patience);
  }

  DataFolder folder() {
    return DataFolder.orUsual(data);
  }

  private URI address(@Nullable String given, String option, Function<Addresses, String> local) {
    String text =
        given != null && !given.isBlank()
            ? given
            : folder()
                .addresses()
                .map(local)
                .orElseThrow(
                    () ->
                        new CannotRun(
                            "no Minutebook has been started on %s: start one with 'minutebook up', or name a server with %s."
                                .formatted(folder().path(), option)));
    try {
      URI uri = URI.create(text);
      if (uri.getHost() != null && String.valueOf(uri.getScheme()).startsWith("http")) {
        return uri;
      }
    } catch (IllegalArgumentException notAnAddress) {
      // said below
    }
    throw new CannotRun(
        "%s is an address like http://localhost:8080, not '%s'.".formatted(option, text));
  }

  /** The own key signs only for the own process: no other server is shown such a token. */
  private Supplier<String> tokenFor(@Nullable String givenUrl) {
    String given = token;
    if (given != null && !given.isBlank()) {
      return given::strip;
    }
    Optional<Addresses> local = folder().addresses();
    boolean own =
        givenUrl == null
            || givenUrl.isBlank()
            || local.filter(it -> isOneOf(it, givenUrl)).isPresent();
    if (!own) {
      throw new CannotRun(
          "give a token for %s with --token or MINUTEBOOK_TOKEN.".formatted(givenUrl));
    }
    String issued =
        new Tokens(folder().keys(), Clock.systemUTC())
            .issue(System.getProperty("user.name"), "admin", TOKEN_LIFE);
    return () -> issued;
  }

  private static boolean isOneOf(Addresses local, String url) {
    String bare = url.replaceAll("/+$", "");
    return bare.equals(local.commandUrl()) || bare.equals(local.queryUrl());
  }
}
