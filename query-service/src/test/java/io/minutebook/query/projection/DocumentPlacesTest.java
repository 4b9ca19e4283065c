package io.minutebook.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DocumentPlacesTest {

  private static long[] after(Long... before) {
    long[] places = new long[before.length];
    for (int i = 0; i < before.length; i++) {
      places[i] = before[i];
    }
    return DocumentPlaces.after(places);
  }

  private static final long NEW = DocumentPlaces.NONE;
  private static final long STEP = DocumentPlaces.STEP;

  @Test
  void a_new_document_is_numbered_with_room_between() {
    assertThat(after(NEW, NEW, NEW)).containsExactly(STEP, 2 * STEP, 3 * STEP);
  }

  @Test
  void what_stays_in_order_keeps_its_number() {
    assertThat(after(5L, NEW, 9L, NEW)).containsExactly(5, 7, 9, 9 + STEP);
    assertThat(after(7L, 2L, 3L)).as("one was moved").containsExactly(1, 2, 3);
    assertThat(after()).isEmpty();
  }

  @Test
  void without_room_all_are_numbered_anew() {
    assertThat(after(5L, NEW, 6L)).containsExactly(STEP, 2 * STEP, 3 * STEP);
  }

  @Test
  void at_the_end_of_a_part_there_is_room_for_very_many() {
    List<Long> places = new ArrayList<>(List.of(STEP, 2 * STEP));
    for (int i = 0; i < 10_000; i++) {
      places.add(places.size() - 1, NEW);
      long[] after = after(places.toArray(Long[]::new));
      assertThat(after[0]).isEqualTo(STEP);
      assertThat(after[after.length - 1]).isEqualTo(2 * STEP);
      places.set(places.size() - 2, after[after.length - 2]);
    }
  }

  @Test
  void whatever_happens_to_a_document_the_numbers_are_in_its_order_and_few_change() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<Long> places = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      int moved = 0;
      switch (random.nextInt(places.size() < 3 ? 1 : 4)) {
        case 0, 1 -> places.add(random.nextInt(places.size() + 1), NEW);
        case 2 -> places.remove(random.nextInt(places.size()));
        default -> {
          Long one = places.remove(random.nextInt(places.size()));
          places.add(random.nextInt(places.size() + 1), one);
          moved = 1;
        }
      }
      long[] after = after(places.toArray(Long[]::new));
      int changed = 0;
      for (int at = 0; at < after.length; at++) {
        assertThat(after[at]).as("seed %d", seed).isGreaterThan(at == 0 ? 0 : after[at - 1]);
        changed += places.get(at) != NEW && places.get(at) != after[at] ? 1 : 0;
        places.set(at, after[at]);
      }
      boolean anew =
          after.length > 0 && after[0] == STEP && after[after.length - 1] == after.length * STEP;
      if (!anew) {
        assertThat(changed).as("seed %d", seed).isLessThanOrEqualTo(moved);
      }
    }
    Collections.shuffle(places, random);
    assertThat(after(places.toArray(Long[]::new))).isSorted();
  }
}
