package io.minutebook.query.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.parser.Parser;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The extent of a document")
class ExtentTest {

  private static Extent of(String document) {
    return Extent.of(Parser.parse(document));
  }

  @Test
  void counts_fields_aliases_directives_and_levels() {
    assertThat(of("{a b:c{d e:f @x{g}}}")).isEqualTo(new Extent(2, 5, 2, 1, 3));
    assertThat(of("query A{a} query B @x{b c}")).isEqualTo(new Extent(3, 3, 0, 1, 1));
  }

  @Test
  void counts_a_fragment_as_often_as_it_is_spread() {
    assertThat(of("{a{...F} b{...F @x} ...on Q{c}} fragment F on T{x:d{e}}"))
        .isEqualTo(new Extent(3, 7, 2, 1, 3));
  }

  @Test
  void comes_to_an_end_with_circles_and_with_what_is_not_there() {
    assertThat(of("{a ...A} fragment A on Q{b ...B} fragment B on Q{c ...A}").depth()).isEqualTo(1);
    assertThat(of("{a ...Missing}").fields()).isEqualTo(1);
  }

  @Test
  void stops_counting_where_fragments_double() {
    String doubling =
        IntStream.range(0, 300)
            .mapToObj(i -> "fragment F%d on Q{...F%d ...F%d}".formatted(i, i + 1, i + 1))
            .collect(Collectors.joining("", "{...F0} ", "fragment F300 on Q{a}"));
    assertThat(of(doubling).fields()).isEqualTo(Extent.MOST);
  }
}
