package io.minutebook.query.view;

import com.mongodb.client.MongoCollection;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * A collection that is, at each call, another one: that of the generation which answers then. So
 * whoever asks the views needs to know nothing of generations, and can keep what it asks.
 */
final class CurrentCollection implements InvocationHandler {

  private final Supplier<MongoCollection<Document>> current;

  private CurrentCollection(Supplier<MongoCollection<Document>> current) {
    this.current = current;
  }

  @SuppressWarnings("unchecked")
  static MongoCollection<Document> of(Supplier<MongoCollection<Document>> current) {
    return (MongoCollection<Document>)
        Proxy.newProxyInstance(
            MongoCollection.class.getClassLoader(),
            new Class<?>[] {MongoCollection.class},
            new CurrentCollection(current));
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // a proxy is equal to itself alone
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return switch (method.getName()) {
        case "equals" -> arguments != null && proxy == arguments[0];
        case "hashCode" -> System.identityHashCode(proxy);
        default -> "the current collection";
      };
    }
    try {
      return method.invoke(current.get(), arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
