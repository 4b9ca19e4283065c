package io.minutebook.cli.git;

import io.minutebook.cli.files.DocumentName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/**
 * The Markdown files below a tree. A folder that stayed the same from one commit to the next is the
 * same tree, and is looked at once.
 */
final class TreeFiles {

  private static final int TREES_REMEMBERED = 20_000;

  /** A Markdown file: where it lies below the tree, its own name, and its content. */
  record Found(String path, String name, ObjectId blob) {

    private Found below(String folder) {
      return new Found(folder + "/" + path, name, blob);
    }

    int depth() {
      return (int) path.chars().filter(c -> c == '/').count();
    }
  }

  private final ObjectReader reader;
  private final Map<ObjectId, List<Found>> seen =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ObjectId, List<Found>> eldest) {
          return size() > TREES_REMEMBERED;
        }
      };

  TreeFiles(ObjectReader reader) {
    this.reader = reader;
  }

  /** All Markdown files below a tree, in git's order; no links, no other repositories. */
  List<Found> below(ObjectId tree) throws IOException {
    List<Found> known = seen.get(tree);
    if (known != null) {
      return known;
    }
    List<Found> found = new ArrayList<>();
    CanonicalTreeParser entries = new CanonicalTreeParser(null, reader, tree);
    for (; !entries.eof(); entries.next()) {
      int mode = entries.getEntryRawMode();
      String name = entries.getEntryPathString();
      if (FileMode.TREE.equals(mode)) {
        for (Found file : below(entries.getEntryObjectId())) {
          found.add(file.below(name));
        }
      } else if ((FileMode.REGULAR_FILE.equals(mode) || FileMode.EXECUTABLE_FILE.equals(mode))
          && DocumentName.isMarkdown(name)) {
        found.add(new Found(name, name, entries.getEntryObjectId()));
      }
    }
    List<Found> all = List.copyOf(found);
    seen.put(tree.copy(), all);
    return all;
  }
}
