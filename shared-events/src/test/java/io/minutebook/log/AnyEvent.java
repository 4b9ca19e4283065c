package io.minutebook.log;

import io.minutebook.event.EntryId;
import io.minutebook.event.Event;
import io.minutebook.event.Form;
import io.minutebook.event.MeetingId;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.SeriesId;
import io.minutebook.event.StatedDelta;
import io.minutebook.event.Ticket;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes an event of any type, from a seed, by the types of its components. */
final class AnyEvent {

  private AnyEvent() {}

  static List<Class<?>> types() {
    List<Class<?>> types = new ArrayList<>();
    collect(Event.class, types);
    return types;
  }

  private static void collect(Class<?> type, List<Class<?>> types) {
    if (type.isRecord()) {
      types.add(type);
    } else {
      Arrays.stream(type.getPermittedSubclasses()).forEach(each -> collect(each, types));
    }
  }

  static Object of(Class<?> record, Random random) {
    try {
      RecordComponent[] components = record.getRecordComponents();
      Class<?>[] types = new Class<?>[components.length];
      @Nullable Object[] values = new Object[components.length];
      for (int i = 0; i < components.length; i++) {
        types[i] = components[i].getType();
        AnnotatedType annotated = components[i].getAnnotatedType();
        boolean absent = annotated.isAnnotationPresent(Nullable.class) && random.nextInt(3) == 0;
        values[i] = absent ? null : value(components[i].getGenericType(), random);
      }
      return record.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("no " + record, e);
    }
  }

  private static Object value(Type type, Random random) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      int size = random.nextInt(4);
      if (generic.getRawType() == List.class) {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
          list.add(value(arguments[0], random));
        }
        return list;
      }
      Map<Object, Object> map = new LinkedHashMap<>();
      for (int i = 0; i < size; i++) {
        map.put(value(arguments[0], random), value(arguments[1], random));
      }
      return map;
    }
    Class<?> plain = (Class<?>) type;
    if (plain == String.class) {
      return Texts.any(random);
    } else if (plain == int.class || plain == Integer.class) {
      return random.nextInt();
    } else if (plain == boolean.class) {
      return random.nextBoolean();
    } else if (plain == LocalDate.class) {
      return LocalDate.of(2020, 1, 1).plusDays(random.nextInt(4000));
    } else if (plain == EntryId.class) {
      return new EntryId(1 + random.nextInt(999));
    } else if (plain == SeriesId.class) {
      return new SeriesId("weekly");
    } else if (plain == MeetingId.class) {
      return new MeetingId(
          new SeriesId("weekly"),
          LocalDate.of(2020, 1, 1).plusDays(random.nextInt(4000)),
          1 + random.nextInt(9));
    } else if (plain == PersonLabel.class) {
      return new PersonLabel("Zoë " + random.nextInt(9));
    } else if (plain == Form.class) {
      return List.of(Form.BULLET, Form.PARAGRAPH, new Form("2.")).get(random.nextInt(3));
    } else if (plain == StatedDelta.class) {
      return StatedDelta.of(random.nextInt(-9, 9));
    } else if (plain == Ticket.class) {
      return new Ticket("SOFTWARE-" + random.nextInt(9999));
    } else if (plain.isEnum()) {
      return plain.getEnumConstants()[random.nextInt(plain.getEnumConstants().length)];
    }
    return of(plain, random);
  }
}
