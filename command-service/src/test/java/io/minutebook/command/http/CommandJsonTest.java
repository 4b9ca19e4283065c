package io.minutebook.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.command.meeting.EntryRef;
import io.minutebook.command.meeting.MeetingCommand;
import io.minutebook.command.meeting.NamedCommand;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Every command, with values made up from a seed, is read as it was written. */
class CommandJsonTest {

  private static final long SEED = 20200504;

  private final CommandJson json = new CommandJson();
  private final CommandTexts texts = new CommandTexts();
  private final RandomGenerator random = RandomGeneratorFactory.getDefault().create(SEED);

  @Test
  void every_command_is_read_as_it_was_written() throws ReflectiveOperationException {
    for (Class<? extends MeetingCommand> type : CommandJson.MEETING.types().values()) {
      for (int round = 0; round < 50; round++) {
        NamedCommand command =
            new NamedCommand(
                round % 2 == 0 ? null : "x",
                round % 3 == 0 ? null : new EntryRef("e12"),
                (MeetingCommand) sample(type));
        String written = "[" + json.write(command) + "]";
        assertThat(json.list(written)).as("%s (seed %d)", written, SEED).containsExactly(command);
      }
    }
  }

  private Object sample(Class<?> type) throws ReflectiveOperationException {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] =
          StrictRecords.isNullable(components[i]) && random.nextBoolean()
              ? null
              : value(components[i].getGenericType());
    }
    return type.getDeclaredConstructor(types).newInstance(values);
  }

  private @Nullable Object value(Type type) throws ReflectiveOperationException {
    if (type instanceof ParameterizedType list) {
      assertThat(list.getRawType()).isEqualTo(List.class);
      Type element = list.getActualTypeArguments()[0];
      return IntStream.range(0, random.nextInt(3)).mapToObj(_ -> element(element)).toList();
    }
    Class<?> plain = (Class<?>) type;
    if (plain == String.class) {
      return "T\u00e4xt \u65e5\ud83d\ude00 \"" + random.nextInt(1000) + "\"\n\t";
    }
    if (plain == int.class || plain == Integer.class) {
      return random.nextInt(1_000_000);
    }
    if (plain == Boolean.class) {
      return random.nextBoolean();
    }
    if (plain == LocalDate.class) {
      return LocalDate.ofEpochDay(random.nextInt(40_000));
    }
    if (plain.isEnum()) {
      Object[] constants = plain.getEnumConstants();
      return constants[random.nextInt(constants.length)];
    }
    String example = texts.exampleOf(plain);
    return example == null ? sample(plain) : JsonMapper.shared().convertValue(example, plain);
  }

  private @Nullable Object element(Type type) {
    try {
      return value(type);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("a value cannot be made", e);
    }
  }
}
