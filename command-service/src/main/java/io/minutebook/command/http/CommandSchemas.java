package io.minutebook.command.http;

import com.fasterxml.classmate.ResolvedType;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaBuilder;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import java.lang.reflect.Field;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON schemas (2020-12) of records, from the records themselves: what is not {@code @Nullable} is
 * required, nothing else is allowed, and records that are written as one text are texts.
 */
final class CommandSchemas {

  static final String REFERENCE = "#/components/schemas/";

  private final CommandTexts texts;
  private final SchemaBuilder schemas;

  CommandSchemas(CommandTexts texts, JsonMapper json) {
    this.texts = texts;
    this.schemas = generator(json).buildMultipleSchemaDefinitions();
  }

  private SchemaGenerator generator(JsonMapper json) {
    SchemaGeneratorConfigBuilder config =
        new SchemaGeneratorConfigBuilder(json, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(
                Option.DEFINITIONS_FOR_ALL_OBJECTS,
                Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT,
                Option.INLINE_NULLABLE_SCHEMAS,
                Option.PLAIN_DEFINITION_KEYS)
            .without(Option.SCHEMA_VERSION_INDICATOR);
    config
        .forTypesInGeneral()
        .withPropertySorter((_, _) -> 0)
        .withDescriptionResolver(scope -> texts.ofType(scope.getType().getErasedType()))
        .withCustomDefinitionProvider(this::customDefinition);
    config
        .forFields()
        .withRequiredCheck(field -> !isNullable(field))
        .withNullableCheck(CommandSchemas::isNullable)
        .withDescriptionResolver(this::descriptionOf);
    return new SchemaGenerator(config.build());
  }

  private static boolean isNullable(FieldScope field) {
    Field declared = field.getRawMember();
    return !field.isFakeContainerItemScope()
        && declared.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private @Nullable String descriptionOf(FieldScope field) {
    return field.isFakeContainerItemScope()
        ? null
        : texts.ofField(field.getDeclaringType().getErasedType(), field.getDeclaredName());
  }

  private @Nullable CustomDefinition customDefinition(
      ResolvedType type, SchemaGenerationContext context) {
    Class<?> erased = type.getErasedType();
    if (JsonNode.class.isAssignableFrom(erased)) {
      ObjectNode any = context.getGeneratorConfig().createObjectNode().put("type", "object");
      return new CustomDefinition(any, true);
    }
    if (!JsonProblems.isValue(erased) && !erased.isEnum()) {
      return null;
    }
    ObjectNode text = context.getGeneratorConfig().createObjectNode();
    text.put("type", "string");
    if (erased.isEnum()) {
      EnumNames.of(erased).forEach(text.putArray("enum")::add);
    }
    String example = texts.exampleOf(erased);
    if (example != null) {
      text.putArray("examples").add(example);
    }
    return new CustomDefinition(
        text, CustomDefinition.DefinitionType.ALWAYS_REF, CustomDefinition.AttributeInclusion.YES);
  }

  /** Takes records in; their schemas are then among {@link #all()}, by their simple names. */
  void add(Collection<? extends Class<?>> records) {
    records.forEach(schemas::createSchemaReference);
  }

  ObjectNode all() {
    return schemas.collectDefinitions("components/schemas");
  }
}
