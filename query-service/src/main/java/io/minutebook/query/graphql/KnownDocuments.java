package io.minutebook.query.graphql;

import graphql.ExecutionInput;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads and validates a document once, as long as it is among those that were sent last: programs
 * send the same few again and again, and values go in variables. What is wrong with one that is
 * refused is found out anew each time. Safe for use by several threads.
 */
final class KnownDocuments implements PreparsedDocumentProvider {

  /** Those that were not sent for longest come first. */
  private final Map<String, PreparsedDocumentEntry> known = new LinkedHashMap<>(16, 0.75f, true);

  private final int mostCharacters;
  private int characters;

  /**
   * @param mostCharacters how long all known documents together may be, 0: none is kept; one takes
   *     some tens of bytes for each character
   */
  KnownDocuments(int mostCharacters) {
    this.mostCharacters = mostCharacters;
  }

  @Override
  public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(
      ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parseAndValidate) {
    String text = input.getQuery();
    PreparsedDocumentEntry document = find(text);
    if (document == null) {
      document = parseAndValidate.apply(input);
      if (!document.hasErrors() && text.length() <= mostCharacters) {
        keep(text, document);
      }
    }
    return CompletableFuture.completedFuture(document);
  }

  private synchronized @Nullable PreparsedDocumentEntry find(String text) {
    return known.get(text);
  }

  private synchronized void keep(String text, PreparsedDocumentEntry document) {
    if (known.put(text, document) == null) {
      characters += text.length();
    }
    Iterator<String> oldest = known.keySet().iterator();
    while (characters > mostCharacters) {
      characters -= oldest.next().length();
      oldest.remove();
    }
  }
}
