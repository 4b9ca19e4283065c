package io.minutebook.benchmark.load;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How long and by whom load is made. */
public final class LoadOptions {

  @Option(
      names = "--warm-up",
      paramLabel = "TIME",
      defaultValue = "5s",
      converter = Seconds.class,
      description = "For how long nothing is counted yet (${DEFAULT-VALUE}).")
  private Duration warmUp = Duration.ZERO;

  @Option(
      names = "--measure",
      paramLabel = "TIME",
      defaultValue = "10s",
      converter = Seconds.class,
      description = "For how long it is measured then (${DEFAULT-VALUE}).")
  private Duration measure = Duration.ZERO;

  @Option(
      names = "--threads",
      paramLabel = "KIND",
      defaultValue = "PLATFORM",
      description = "What senders are: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  private Threads threads = Threads.PLATFORM;

  public Duration warmUp() {
    return warmUp;
  }

  public Duration measure() {
    return measure;
  }

  public ClosedLoop closed(int senders) {
    return new ClosedLoop(senders, threads, warmUp, measure);
  }

  public OpenLoop open(double perSecond) {
    return new OpenLoop(perSecond, 10_000, warmUp, measure);
  }

  @Override
  public String toString() {
    return "warm-up %s s, measured %s s, %s threads"
        .formatted(seconds(warmUp), seconds(measure), threads.toString().toLowerCase(Locale.ROOT));
  }

  private static String seconds(Duration duration) {
    return Double.toString(duration.toMillis() / 1e3).replaceAll("\\.0$", "");
  }

  /** Reads {@code 5s}, {@code 500ms} or {@code 2m}. */
  public static final class Seconds implements ITypeConverter<Duration> {

    private static final Pattern FORM = Pattern.compile("(\\d{1,6})(ms|s|m)");

    @Override
    public Duration convert(String text) {
      Matcher matcher = FORM.matcher(text);
      if (!matcher.matches()) {
        throw new TypeConversionException("'" + text + "' is no time, such as 500ms, 10s or 2m");
      }
      long number = Long.parseLong(matcher.group(1));
      return switch (matcher.group(2)) {
        case "ms" -> Duration.ofMillis(number);
        case "s" -> Duration.ofSeconds(number);
        default -> Duration.ofMinutes(number);
      };
    }
  }
}
