package io.minutebook.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.query.audit.StreamTable.End;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The table of streams")
class StreamTableTest {

  @Test
  void keeps_of_each_stream_what_was_put_last() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    StreamTable table = new StreamTable();
    Map<String, End> stored = new HashMap<>();
    Map<String, End> logged = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      String stream = "meeting/s/" + random.nextInt(5000);
      End end = new End(random.nextInt(100), random.nextLong(), random.nextLong());
      if (random.nextBoolean()) {
        table.stored(stream, end);
        stored.put(stream, end);
      } else {
        table.logged(stream, end);
        logged.put(stream, end);
      }
    }

    long behind = 0;
    for (int i = 0; i < 5000; i++) {
      String stream = "meeting/s/" + i;
      End store = stored.getOrDefault(stream, End.NONE);
      End log = logged.getOrDefault(stream, End.NONE);
      assertThat(table.stored(stream)).as("seed %d, %s", seed, stream).isEqualTo(store);
      assertThat(table.logged(stream)).as("seed %d, %s", seed, stream).isEqualTo(log);
      behind += log.version() < store.version() ? 1 : 0;
    }
    assertThat(table.behind()).as("seed %d", seed).isEqualTo((int) behind);
    assertThat(table.stored("meeting/other/1")).isEqualTo(End.NONE);
  }
}
