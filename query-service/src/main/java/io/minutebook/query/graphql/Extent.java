package io.minutebook.query.graphql;

import graphql.language.Definition;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the operations of a document come to once every fragment is written out. It is found without
 * writing them out, in one walk over the document, and without the schema: before anything else is
 * done with a document of which nothing is known yet.
 *
 * @param here the fields of the selections themselves
 * @param fields these and all below
 * @param depth how deep fields are nested
 */
record Extent(long here, long fields, long aliases, long directives, int depth) {

  /** All larger numbers are this one. */
  static final long MOST = 1L << 40;

  private static final Extent NONE = new Extent(0, 0, 0, 0, 0);

  static Extent of(Document document) {
    Walk walk = new Walk(document);
    Extent all = NONE;
    for (Definition<?> definition : document.getDefinitions()) {
      if (definition instanceof OperationDefinition operation) {
        all =
            all.and(walk.of(operation.getSelectionSet()))
                .withDirectives(operation.getDirectives().size());
      }
    }
    return all;
  }

  private Extent and(Extent other) {
    return new Extent(
        Math.min(MOST, here + other.here),
        Math.min(MOST, fields + other.fields),
        Math.min(MOST, aliases + other.aliases),
        Math.min(MOST, directives + other.directives),
        Math.max(depth, other.depth));
  }

  private Extent withDirectives(int more) {
    return more == 0 ? this : and(new Extent(0, 0, 0, more, 0));
  }

  /** A field with these below it. */
  private Extent below(Field field) {
    return new Extent(
            1, fields + 1, aliases + (field.getAlias() == null ? 0 : 1), directives, depth + 1)
        .withDirectives(field.getDirectives().size());
  }

  private static final class Walk {

    private final Map<String, FragmentDefinition> fragments = new HashMap<>();
    private final Map<String, Extent> known = new HashMap<>();

    Walk(Document document) {
      for (Definition<?> definition : document.getDefinitions()) {
        if (definition instanceof FragmentDefinition fragment) {
          fragments.put(fragment.getName(), fragment);
        }
      }
    }

    Extent of(@Nullable SelectionSet selections) {
      Extent all = NONE;
      if (selections != null) {
        for (Selection<?> selection : selections.getSelections()) {
          all = all.and(of(selection));
        }
      }
      return all;
    }

    private Extent of(Selection<?> selection) {
      return switch (selection) {
        case Field field -> of(field.getSelectionSet()).below(field);
        case InlineFragment inline ->
            of(inline.getSelectionSet()).withDirectives(inline.getDirectives().size());
        case FragmentSpread spread ->
            spread(spread.getName()).withDirectives(spread.getDirectives().size());
        default -> NONE;
      };
    }

    /** A fragment that is spread within itself is nothing here; validation refuses it. */
    private Extent spread(String name) {
      Extent found = known.get(name);
      FragmentDefinition fragment = fragments.get(name);
      if (found != null || fragment == null) {
        return found == null ? NONE : found;
      }
      known.put(name, NONE);
      Extent extent =
          of(fragment.getSelectionSet()).withDirectives(fragment.getDirectives().size());
      known.put(name, extent);
      return extent;
    }
  }
}
