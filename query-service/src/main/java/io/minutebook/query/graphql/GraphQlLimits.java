package io.minutebook.query.graphql;

import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What a query may ask for at most. Fragments count as often as they are spread.
 *
 * @param depth how deep its fields may be nested; introspection by the usual tools needs 16
 * @param cost see {@link Cost}
 * @param rootFields how many fields it may have at its top
 * @param fields how many fields it may have altogether
 * @param aliases how many of them may have another name
 * @param fragments how many fragments it may define
 * @param directives how many directives it may have
 * @param characters how long its document may be
 * @param tokens how many names, numbers, texts and signs the document may have
 * @param whitespace how many blanks, commas and comments the document may have
 * @param nesting how deep the document may be nested in the rules of the grammar
 * @param variables how long its variables may be, in characters of JSON
 * @param errors how many errors are answered; there may have been more
 * @param introspection whether the schema may be asked for
 * @param knownDocuments how many characters of documents are kept that were read and validated, so
 *     that they are not read again; 0: none
 * @param timeout after which a query is given up
 */
@Validated
@ConfigurationProperties("minutebook.graphql")
record GraphQlLimits(
    @Positive @DefaultValue("20") int depth,
    @Positive @DefaultValue("500000") int cost,
    @Positive @DefaultValue("50") int rootFields,
    @Positive @DefaultValue("5000") int fields,
    @Positive @DefaultValue("200") int aliases,
    @Positive @DefaultValue("100") int fragments,
    @Positive @DefaultValue("100") int directives,
    @Positive @DefaultValue("100000") int characters,
    @Positive @DefaultValue("5000") int tokens,
    @Positive @DefaultValue("50000") int whitespace,
    @Positive @DefaultValue("500") int nesting,
    @Positive @DefaultValue("100000") int variables,
    @Positive @DefaultValue("100") int errors,
    @DefaultValue("true") boolean introspection,
    @PositiveOrZero @DefaultValue("200000") int knownDocuments,
    @DurationMin(millis = 1) @DefaultValue("10s") Duration timeout) {}
