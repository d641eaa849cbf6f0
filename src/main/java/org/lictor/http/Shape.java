package org.lictor.http;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * How an answer's value is shown.
 *
 * @param name tells the shapes of one query apart
 */
record Shape<T>(String name, Function<T, Reply> show) {
  /** As JSON, with 200. */
  static <T> Shape<T> json(String name, Function<T, byte[]> bytes) {
    return new Shape<>(name, value -> Reply.json(bytes.apply(value)));
  }

  /** Null, whatever was found: what there would be belongs to a service mesh. */
  static <T> Shape<T> none() {
    return always("null");
  }

  /** An empty list for the same reason. */
  static <T> Shape<T> emptyList() {
    return always("[]");
  }

  /** The same JSON, whatever was found. */
  static <T> Shape<T> always(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return new Shape<>("always " + json, value -> Reply.json(bytes));
  }

  Reply reply(T value) {
    return show.apply(value);
  }
}
