package io.minutebook.minutes;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.event.EntryId;
import io.minutebook.event.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EntriesTest {

  private static Entry entry(int number, String text) {
    return new Entry(
        new EntryId(number), null, List.of(), Form.BULLET, new Content.Note(text), null);
  }

  @Test
  void hold_what_a_map_would() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int[] bounds = {20, 300, 5000, 999_999_999};
    for (int bound : bounds) {
      Map<Integer, Entry> map = new TreeMap<>();
      Entries entries = Entries.NONE;
      for (int i = 0; i < 500; i++) {
        int number = 1 + random.nextInt(bound);
        if (random.nextInt(3) == 0) {
          map.remove(number);
          entries = entries.without(new EntryId(number));
        } else {
          map.put(number, entry(number, "note " + i));
          entries = entries.with(entry(number, "note " + i));
        }
        assertThat(entries.get(new EntryId(number))).as("seed %d", seed).isEqualTo(map.get(number));
        assertThat(entries.size()).as("seed %d", seed).isEqualTo(map.size());
      }
      List<Entry> all = new ArrayList<>();
      entries.forEach(all::add);
      assertThat(all).as("seed %d", seed).containsExactlyElementsOf(map.values());
    }
  }

  @Test
  void are_equal_however_they_came_about() {
    Entries one = Entries.NONE.with(entry(1, "a")).with(entry(40, "b"));
    Entries other =
        Entries.NONE
            .with(entry(5000, "c"))
            .with(entry(40, "b"))
            .with(entry(1, "x"))
            .with(entry(1, "a"))
            .without(new EntryId(5000));

    assertThat(other).isEqualTo(one).hasSameHashCodeAs(one);
    assertThat(other.with(entry(1, "y"))).isNotEqualTo(one);
    assertThat(one.get(new EntryId(1))).isEqualTo(entry(1, "a"));
  }
}
