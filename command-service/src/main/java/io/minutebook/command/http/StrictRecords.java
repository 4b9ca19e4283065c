package io.minutebook.command.http;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Executable;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;

/**
 * Reads into records what their components promise: one that is not {@code @Nullable} must be there
 * and must not be null, and no list has nulls in it.
 */
final class StrictRecords extends JacksonAnnotationIntrospector {

  private static final long serialVersionUID = 1;

  @Override
  public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
    RecordComponent component = componentOf(member);
    return component == null
        ? super.hasRequiredMarker(config, member)
        : Boolean.valueOf(!isNullable(component));
  }

  @Override
  public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
    RecordComponent component = componentOf(annotated);
    return component == null
        ? super.findSetterInfo(config, annotated)
        : JsonSetter.Value.construct(isNullable(component) ? Nulls.SET : Nulls.FAIL, Nulls.FAIL);
  }

  static boolean isNullable(RecordComponent component) {
    AnnotatedType type = component.getAnnotatedType();
    return type.isAnnotationPresent(Nullable.class);
  }

  private static @Nullable RecordComponent componentOf(Annotated annotated) {
    if (annotated instanceof AnnotatedParameter parameter
        && parameter.getOwner().getAnnotated() instanceof Executable constructor
        && constructor.getDeclaringClass().isRecord()) {
      RecordComponent[] components = constructor.getDeclaringClass().getRecordComponents();
      // Only the canonical constructor of a record is ever annotated or used here.
      return constructor.getParameterCount() == components.length
          ? components[parameter.getIndex()]
          : null;
    }
    return null;
  }
}
