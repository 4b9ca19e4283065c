package io.minutebook.log;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.reflect.Constructor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;

/** Makes a record's component a field that must be there, unless it is declared nullable. */
final class RequiredUnlessNullable extends JacksonAnnotationIntrospector {

  private static final long serialVersionUID = 1;

  @Override
  public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
    Boolean nullable = isNullableComponent(member);
    return nullable == null ? super.hasRequiredMarker(config, member) : Boolean.valueOf(!nullable);
  }

  @Override
  public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
    Boolean nullable = isNullableComponent(annotated);
    return nullable == null || nullable
        ? super.findSetterInfo(config, annotated)
        : JsonSetter.Value.forValueNulls(Nulls.FAIL, Nulls.FAIL);
  }

  /** Null for what is no component of a record. */
  private static @Nullable Boolean isNullableComponent(Annotated annotated) {
    if (annotated instanceof AnnotatedParameter parameter
        && parameter.getOwner().getAnnotated() instanceof Constructor<?> constructor
        && constructor.getDeclaringClass().isRecord()) {
      return constructor.getAnnotatedParameterTypes()[parameter.getIndex()].isAnnotationPresent(
          Nullable.class);
    }
    return null;
  }
}
