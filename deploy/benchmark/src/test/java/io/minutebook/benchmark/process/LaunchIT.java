package io.minutebook.benchmark.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minutebook.standalone.broker.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaunchIT {

  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;

  private final List<ChildProcess> started = new ArrayList<>();

  @AfterEach
  void killAll() {
    started.reversed().forEach(ChildProcess::kill);
  }

  @Test
  @DisplayName(
      "given all parts in processes of their own, when one is killed, then it starts again")
  void a_killed_part_starts_again_on_its_data() throws Exception {
    List<Integer> ports = Ports.free(5);
    try (Launch launch = new Launch(folder, JavaProgram.QUICK_START)) {
      EmbeddedBroker.Listener further =
          new EmbeddedBroker.Listener("FURTHER", ports.get(1), ports.get(1));
      ChildProcess broker = launch.broker("broker", 256, ports.get(0), List.of(further));
      started.add(broker);
      started.add(launch.embeddedMongodb("mongodb", 128, ports.get(2)));
      for (ChildProcess each : started) {
        each.awaitReady(LONG);
      }
      String mongodb = Launch.mongodbUri(ports.get(2));
      String kafka = "127.0.0.1:" + ports.get(1);
      started.add(launch.commandService("command", 256, ports.get(3), mongodb, kafka, Map.of()));
      started.add(launch.queryService("query", 256, ports.get(4), mongodb, kafka, Map.of()));
      for (ChildProcess each : started) {
        each.awaitReady(LONG);
      }

      broker.kill();
      assertThat(broker.isAlive()).isFalse();
      ChildProcess again = launch.broker("broker", 256, ports.get(0), List.of(further));
      started.add(again);
      again.awaitReady(LONG);
    }
  }

  @Test
  @DisplayName("given a program that cannot start, when it is awaited, then its own words say why")
  void what_did_not_start_says_why() throws Exception {
    try (Launch launch = new Launch(folder, JavaProgram.QUICK_START)) {
      ChildProcess program = launch.mongodb("none", "sh -c false", 1);
      started.add(program);
      assertThatThrownBy(() -> program.awaitReady(LONG))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("none ended with exit code 1");
    }
  }
}
