package io.minutebook.standalone;

/**
 * Where the parts of a standalone process listen, for the tools: {@code addresses.json} in the data
 * folder.
 *
 * @param kafka bootstrap servers
 * @param mongodb a connection string
 * @param pid the process
 */
public record Addresses(
    String commandUrl, String queryUrl, String kafka, String mongodb, long pid) {}
