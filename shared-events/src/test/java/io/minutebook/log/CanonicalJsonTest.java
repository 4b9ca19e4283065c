package io.minutebook.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class CanonicalJsonTest {

  private static final JsonMapper MAPPER = JsonMapper.shared();

  private static String canonical(String json) {
    return new String(CanonicalJson.bytes(MAPPER.readTree(json)), UTF_8);
  }

  @Test
  void the_keys_of_rfc_8785_section_3_2_3_stand_in_the_order_of_their_utf16_code_units() {
    String json =
        """
        {"\\u20ac": "Euro Sign", "\\r": "Carriage Return", "\\ufb33": "Hebrew Letter Dalet With Dagesh",
         "1": "One", "\\ud83d\\ude00": "Emoji: Grinning Face", "\\u0080": "Control",
         "\\u00f6": "Latin Small Letter O With Diaeresis"}
        """;

    assertThat(canonical(json))
        .isEqualTo(
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                + "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
                + "\"\ud83d\ude00\":\"Emoji: Grinning Face\","
                + "\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
  }

  @Test
  void the_string_and_literals_of_rfc_8785_section_3_2_2_come_out_as_its_bytes() {
    String json =
        """
        {"string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
         "literals": [null, true, false]}
        """;

    assertThat(HexFormat.ofDelimiter(" ").formatHex(CanonicalJson.bytes(MAPPER.readTree(json))))
        .isEqualTo(
            "7b 22 6c 69 74 65 72 61 6c 73 22 3a 5b 6e 75 6c 6c 2c 74 72 75 65 2c 66 61 6c 73 65 5d"
                + " 2c 22 73 74 72 69 6e 67 22 3a 22 e2 82 ac 24 5c 75 30 30 30 66 5c 6e 41 27 42"
                + " 5c 22 5c 5c 5c 5c 5c 22 2f 22 7d");
  }

  @Test
  void every_control_character_has_its_one_escape() {
    StringBuilder all = new StringBuilder();
    for (char c = 0; c <= 0x20; c++) {
      all.append(c);
    }

    assertThat(new String(CanonicalJson.bytes(MAPPER, all.append('\u007f').toString()), UTF_8))
        .isEqualTo(
            "\"\\u0000\\u0001\\u0002\\u0003\\u0004\\u0005\\u0006\\u0007\\b\\t\\n\\u000b\\f\\r"
                + "\\u000e\\u000f\\u0010\\u0011\\u0012\\u0013\\u0014\\u0015\\u0016\\u0017\\u0018"
                + "\\u0019\\u001a\\u001b\\u001c\\u001d\\u001e\\u001f \u007f\"");
  }

  @Test
  void keys_are_sorted_at_every_depth_and_elements_keep_their_order() {
    assertThat(canonical("{ \"b\": [ {\"y\":1, \"x\":[]}, 3, 2 ], \"a\": {} }"))
        .isEqualTo("{\"a\":{},\"b\":[{\"x\":[],\"y\":1},3,2]}");
  }

  @Test
  void integers_are_written_as_far_as_a_double_holds_them_exactly() {
    assertThat(canonical("[0, -0, 7, -7, 9007199254740991, -9007199254740991]"))
        .isEqualTo("[0,0,7,-7,9007199254740991,-9007199254740991]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "1.0", "1e3", "9007199254740992", "-9007199254740992"})
  void a_number_that_is_no_exact_integer_is_refused(String number) {
    assertThatThrownBy(() -> canonical("{\"n\":" + number + "}"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud83d", "a\ude00", "\ude00\ud83d", "\ud83d\ud83d\ude00"})
  void a_lone_surrogate_is_refused(String text) {
    assertThatThrownBy(() -> CanonicalJson.bytes(MAPPER, Map.of("text", text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("surrogate");
  }

  @Test
  void what_json_has_no_form_for_is_refused() {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    for (JsonNode node :
        List.of(nodes.binaryNode(new byte[1]), nodes.pojoNode("x"), nodes.missingNode())) {
      assertThatThrownBy(() -> CanonicalJson.bytes(node))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void reading_and_writing_again_gives_the_same_bytes_however_the_members_were_ordered() {
    for (long seed = 0; seed < 2_000; seed++) {
      JsonNode tree = tree(new Random(seed), 4);
      byte[] bytes = CanonicalJson.bytes(tree);

      assertThat(CanonicalJson.bytes(MAPPER.readTree(bytes))).as("seed %d", seed).isEqualTo(bytes);
      assertThat(CanonicalJson.bytes(reversed(tree))).as("seed %d", seed).isEqualTo(bytes);
      assertThat(MAPPER.readTree(bytes))
          .as("seed %d", seed)
          .isEqualTo(MAPPER.readTree(MAPPER.writeValueAsBytes(tree)));
    }
  }

  private static JsonNode tree(Random random, int depth) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (random.nextInt(depth == 0 ? 4 : 6)) {
      case 0 -> nodes.stringNode(Texts.any(random));
      case 1 -> nodes.numberNode(random.nextLong(-(1L << 53) + 1, 1L << 53));
      case 2 -> nodes.booleanNode(random.nextBoolean());
      case 3 -> nodes.nullNode();
      case 4 -> {
        ArrayNode array = nodes.arrayNode();
        for (int i = random.nextInt(5); i > 0; i--) {
          array.add(tree(random, depth - 1));
        }
        yield array;
      }
      default -> {
        ObjectNode object = nodes.objectNode();
        for (int i = random.nextInt(5); i > 0; i--) {
          object.set(Texts.any(random), tree(random, depth - 1));
        }
        yield object;
      }
    };
  }

  private static JsonNode reversed(JsonNode node) {
    if (!node.isObject()) {
      return node;
    }
    ObjectNode reversed = JsonNodeFactory.instance.objectNode();
    List.copyOf(node.properties())
        .reversed()
        .forEach(member -> reversed.set(member.getKey(), reversed(member.getValue())));
    return reversed;
  }
}
