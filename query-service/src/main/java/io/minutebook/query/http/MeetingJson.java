package io.minutebook.query.http;

import io.minutebook.query.view.StoredMinutes;
import java.util.Map;

/** Writes a whole meeting with the names that GraphQL has for everything. */
public interface MeetingJson {

  /** The members of the JSON object, in their order. */
  Map<String, Object> of(StoredMinutes minutes);
}
