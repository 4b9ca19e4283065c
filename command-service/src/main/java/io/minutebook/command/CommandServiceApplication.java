package io.minutebook.command;

import io.minutebook.command.http.HttpConfiguration;
import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The command service, on its own or beside others in one process. */
@Configuration(proxyBeanMethods = false)
@Import({CommandServiceWiring.class, HttpConfiguration.class})
public class CommandServiceApplication {

  private static final String CONFIGURATION = "command-service";

  public static void main(String[] args) {
    run(args);
  }

  /**
   * Starts the service in this process; it is ready when this returns.
   *
   * @param properties settings that stand above those of the configuration file and environment
   */
  public static ConfigurableApplicationContext start(Map<String, Object> properties) {
    return run(
        properties.entrySet().stream()
            .map(property -> "--" + property.getKey() + "=" + property.getValue())
            .toArray(String[]::new));
  }

  private static ConfigurableApplicationContext run(String[] arguments) {
    return new SpringApplicationBuilder(CommandServiceApplication.class)
        .web(WebApplicationType.SERVLET)
        .properties(Map.of("spring.config.name", CONFIGURATION))
        .run(arguments);
  }
}
