package io.minutebook.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The open actions of a proposal.
 *
 * @param byAddress each one's line, by where it stands in the earlier minutes, in order
 */
record OpenActions(Map<String, String> byAddress) {

  /** The word for carrying over nothing. */
  static final String NONE = "none";

  private static final String ALL = "all";

  static OpenActions of(JsonNode proposal) {
    Map<String, String> byAddress = new LinkedHashMap<>();
    for (JsonNode action : proposal.path("actions")) {
      String address = action.path("address").asString();
      byAddress.put(address, line(action, entryOf(address)));
    }
    return new OpenActions(byAddress);
  }

  private static String line(JsonNode action, String entry) {
    List<String> owners = action.path("owners").valueStream().map(JsonNode::asString).toList();
    List<String> more = new ArrayList<>();
    if (action.path("status").asString().equals("BLOCKED")) {
      more.add("blocked");
    }
    if (action.has("due")) {
      more.add("due " + action.path("due").asString());
    }
    int carried = action.path("carried").asInt();
    more.add("since " + action.path("since").asString());
    if (carried > 0) {
      more.add("carried over " + (carried == 1 ? "once" : carried + " times"));
    }
    String text = action.path("text").asString().lines().findFirst().orElse("");
    return "%-5s %s: %s (%s)"
        .formatted(entry, String.join(", ", owners), text, String.join(", ", more));
  }

  private static String entryOf(String address) {
    return address.substring(address.indexOf('#') + 1);
  }

  List<String> lines() {
    return List.copyOf(byAddress.values());
  }

  /** The entry of the first, as an example. */
  String first() {
    return byAddress.keySet().stream().findFirst().map(OpenActions::entryOf).orElse("e1");
  }

  /**
   * The addresses that words mean: {@code all}, {@code none}, entries of the previous meeting, or
   * whole addresses, also of older meetings.
   *
   * @throws CannotRun naming a word that means nothing
   */
  List<String> chosen(List<String> words) {
    if (words.equals(List.of(ALL))) {
      return List.copyOf(byAddress.keySet());
    }
    if (words.equals(List.of(NONE))) {
      return List.of();
    }
    return words.stream().map(String::strip).map(this::address).toList();
  }

  private String address(String word) {
    if (word.contains("#")) {
      return word;
    }
    return byAddress.keySet().stream()
        .filter(address -> entryOf(address).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new CannotRun(
                    "'%s' is not one of the open actions: all, none%s."
                        .formatted(
                            word,
                            byAddress.keySet().stream()
                                .map(address -> ", " + entryOf(address))
                                .reduce("", String::concat))));
  }
}
