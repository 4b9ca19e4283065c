package io.minutebook.query.view;

/**
 * The place of an entry in a list that is ordered by the days of the meetings: day, meeting, place
 * in the minutes.
 */
record DayKey(String date, String stream, long place) {

  static DayKey of(EntryVersion version) {
    return new DayKey(
        version.facts().date().toString(), version.meeting().stream(), version.facts().place());
  }

  static DayKey parse(String text) {
    String[] parts = text.split("#", -1);
    try {
      return new DayKey(parts[0], parts[1], Long.parseLong(parts[2]));
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new BadArgument("after", "this is not a cursor of this list");
    }
  }

  boolean isBefore(EntryVersion version) {
    DayKey other = of(version);
    int byDate = date.compareTo(other.date);
    int byStream = byDate != 0 ? byDate : stream.compareTo(other.stream);
    return byStream != 0 ? byStream < 0 : place < other.place;
  }

  String text() {
    return date + "#" + stream + "#" + place;
  }
}
