package io.minutebook.log;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The one way to write a JSON value as bytes: RFC 8785 (JCS), without floating point. Keys stand in
 * the order of their UTF-16 code units, nothing is escaped that need not be, there is no blank.
 * Numbers are integers that a double holds exactly, within ±(2⁵³ − 1); anything else is refused, as
 * are strings that are not Unicode (a lone surrogate).
 */
public final class CanonicalJson {

  private static final BigInteger LARGEST = BigInteger.valueOf((1L << 53) - 1);
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);

  private CanonicalJson() {}

  /**
   * The canonical bytes of a tree.
   *
   * @throws IllegalArgumentException if it holds what canonical JSON cannot carry
   */
  public static byte[] bytes(JsonNode node) {
    CanonicalJson writer = new CanonicalJson();
    writer.value(node);
    return writer.out.toByteArray();
  }

  /** The canonical bytes of what the mapper makes of a value; see {@link #bytes(JsonNode)}. */
  public static byte[] bytes(ObjectMapper mapper, Object value) {
    return bytes(mapper.<JsonNode>valueToTree(value));
  }

  private void value(JsonNode node) {
    switch (node.getNodeType()) {
      case OBJECT -> object(node);
      case ARRAY -> array(node);
      case STRING -> string(node.stringValue());
      case NUMBER -> number(node);
      case BOOLEAN -> ascii(node.booleanValue() ? "true" : "false");
      case NULL -> ascii("null");
      case BINARY, MISSING, POJO ->
          throw new IllegalArgumentException(
              "canonical JSON has no value of the kind " + node.getNodeType());
    }
  }

  private void object(JsonNode node) {
    List<Map.Entry<String, JsonNode>> members = new ArrayList<>(node.properties());
    // String's own order is that of UTF-16 code units, as RFC 8785 section 3.2.3 wants it
    members.sort(Map.Entry.comparingByKey());
    char separator = '{';
    for (Map.Entry<String, JsonNode> member : members) {
      out.write(separator);
      string(member.getKey());
      out.write(':');
      value(member.getValue());
      separator = ',';
    }
    ascii(members.isEmpty() ? "{}" : "}");
  }

  private void array(JsonNode node) {
    char separator = '[';
    for (JsonNode element : node.values()) {
      out.write(separator);
      value(element);
      separator = ',';
    }
    ascii(node.isEmpty() ? "[]" : "]");
  }

  private void number(JsonNode node) {
    if (!node.isIntegralNumber()) {
      throw new IllegalArgumentException("not an integer: " + node);
    }
    BigInteger integer = node.bigIntegerValue();
    if (integer.abs().compareTo(LARGEST) > 0) {
      throw new IllegalArgumentException("a double does not hold this integer exactly: " + integer);
    }
    ascii(integer.toString());
  }

  private void string(String text) {
    out.write('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        asciiCharacter(c);
      } else if (c < 0x800) {
        out.write(0xC0 | (c >> 6));
        out.write(0x80 | (c & 0x3F));
      } else if (!Character.isSurrogate(c)) {
        out.write(0xE0 | (c >> 12));
        out.write(0x80 | ((c >> 6) & 0x3F));
        out.write(0x80 | (c & 0x3F));
      } else {
        int codePoint = text.codePointAt(i);
        if (!Character.isSupplementaryCodePoint(codePoint)) {
          throw new IllegalArgumentException(
              "not a Unicode string: a lone surrogate at character " + i);
        }
        i++;
        out.write(0xF0 | (codePoint >> 18));
        out.write(0x80 | ((codePoint >> 12) & 0x3F));
        out.write(0x80 | ((codePoint >> 6) & 0x3F));
        out.write(0x80 | (codePoint & 0x3F));
      }
    }
    out.write('"');
  }

  private void asciiCharacter(char c) {
    switch (c) {
      case '"' -> ascii("\\\"");
      case '\\' -> ascii("\\\\");
      case '\b' -> ascii("\\b");
      case '\t' -> ascii("\\t");
      case '\n' -> ascii("\\n");
      case '\f' -> ascii("\\f");
      case '\r' -> ascii("\\r");
      default -> {
        if (c < 0x20) {
          ascii("\\u00");
          out.write(HEX[c >> 4]);
          out.write(HEX[c & 0xF]);
        } else {
          out.write(c);
        }
      }
    }
  }

  private void ascii(String text) {
    for (int i = 0; i < text.length(); i++) {
      out.write(text.charAt(i));
    }
  }
}
