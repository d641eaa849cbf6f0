package org.lictor.http;

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
    return new Shape<>("none", value -> Reply.json(new byte[] {'n', 'u', 'l', 'l'}));
  }

  /** An empty list for the same reason. */
  static <T> Shape<T> emptyList() {
    return new Shape<>("empty", value -> Reply.json(new byte[] {'[', ']'}));
  }

  Reply reply(T value) {
    return show.apply(value);
  }
}
