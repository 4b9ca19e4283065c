package io.minutebook.query.graphql;

import io.minutebook.query.view.SearchHit;
import java.util.List;

/** A hit of a search; each component is named like the schema's field. */
record SearchHitNode(MentionNode entry, double score, List<SearchHit.Part> highlight) {

  static SearchHitNode of(SearchHit hit) {
    return new SearchHitNode(MentionNode.of(hit.entry()), hit.score(), hit.parts());
  }
}
