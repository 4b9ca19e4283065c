package io.minutebook.log;

import java.util.Random;

/** Texts from every corner of Unicode, without lone surrogates. */
final class Texts {

  private Texts() {}

  static String any(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      int codePoint =
          switch (random.nextInt(6)) {
            case 0 -> random.nextInt(0x20);
            case 1 -> "\"\\/<>&\u007f\u2028\u2029".codePointAt(random.nextInt(9));
            case 2 -> random.nextInt(0x80, 0x800);
            case 3 -> random.nextInt(0xE000, 0x10000);
            case 4 -> random.nextInt(0x10000, 0x110000);
            default -> random.nextInt(0x20, 0x7F);
          };
      text.appendCodePoint(codePoint);
    }
    return text.toString();
  }
}
