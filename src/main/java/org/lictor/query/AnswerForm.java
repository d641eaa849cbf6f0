package org.lictor.query;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lictor.command.BinaryReader;
import org.lictor.command.BinaryWriter;
import org.lictor.command.CodecException;

/** The binary form of a value, both ways. */
record AnswerForm<R>(BiConsumer<BinaryWriter, R> write, Function<BinaryReader, R> read) {
  static final AnswerForm<String> TEXT = new AnswerForm<>(BinaryWriter::text, BinaryReader::text);

  /** Many of these, in their order. */
  AnswerForm<List<R>> listed() {
    return new AnswerForm<>(
        (out, values) -> out.list(values, write),
        in -> Collections.unmodifiableList(required(in.list(read))));
  }

  /** One of these or none. */
  AnswerForm<Optional<R>> optional() {
    return new AnswerForm<>(
        (out, value) -> {
          out.bool(value.isPresent());
          value.ifPresent(present -> write.accept(out, present));
        },
        in -> in.bool() ? Optional.of(read.apply(in)) : Optional.empty());
  }

  /** Sets of texts by name, all in their order. */
  static AnswerForm<Map<String, Set<String>>> sets() {
    return new AnswerForm<>(
        (out, sets) -> out.map(sets, AnswerForm::texts),
        in -> Collections.unmodifiableMap(required(in.map(AnswerForm::set))));
  }

  private static Set<String> set(BinaryReader in) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(texts(in)));
  }

  static void texts(BinaryWriter out, Collection<String> texts) {
    out.list(texts, BinaryWriter::text);
  }

  static List<String> texts(BinaryReader in) {
    return required(in.list(BinaryReader::text));
  }

  static Map<String, String> textsByName(BinaryReader in) {
    return new LinkedHashMap<>(required(in.map(BinaryReader::text)));
  }

  private static <T> T required(@Nullable T value) {
    if (value == null) {
      throw new CodecException("a list that must be there is absent");
    }
    return value;
  }
}
