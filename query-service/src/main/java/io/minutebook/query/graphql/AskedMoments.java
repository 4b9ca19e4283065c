package io.minutebook.query.graphql;

import graphql.schema.DataFetchingEnvironment;
import io.minutebook.query.view.HistoryView;
import io.minutebook.query.view.TimeKind;
import io.minutebook.query.view.Views;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.graphql.data.method.HandlerMethodArgumentResolver;
import org.springframework.stereotype.Component;

/** Hands controllers the {@link AskedMoment} of a field, which all lists spell in the same way. */
@Component
final class AskedMoments implements HandlerMethodArgumentResolver {

  private final HistoryView history;

  AskedMoments(Views views) {
    this.history = views.history();
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == AskedMoment.class;
  }

  @Override
  public AskedMoment resolveArgument(MethodParameter parameter, DataFetchingEnvironment field) {
    Instant asOf = field.getArgument("asOf");
    String time = field.getArgument("asOfTime");
    Map<String, Object> version = field.getArgument("asOfVersion");
    return new AskedMoment(
        history, asOf, time == null ? TimeKind.RECORDED : TimeKind.valueOf(time), of(version));
  }

  /** The schema says what is in it. */
  private static AskedMoment.@Nullable OfMeeting of(@Nullable Map<String, Object> version) {
    return version == null
        ? null
        : new AskedMoment.OfMeeting(
            String.valueOf(version.get("meeting")),
            Long.parseLong(String.valueOf(version.get("version"))));
  }
}
