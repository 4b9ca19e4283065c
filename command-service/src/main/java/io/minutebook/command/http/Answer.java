package io.minutebook.command.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The body of an answer to what was not refused.
 *
 * @param version -1 while the stream is empty (a dry run for a new meeting)
 * @param token absent while the stream is empty
 * @param summary in words, what a document came to; absent for commands
 * @param commands what a document came to, each as a list of commands would have it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Answer(
    String stream,
    long version,
    List<String> events,
    List<String> entries,
    @Nullable String token,
    @Nullable String summary,
    @Nullable List<ObjectNode> commands) {}
