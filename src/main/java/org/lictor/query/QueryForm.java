package org.lictor.query;

import java.util.function.BiConsumer;
import java.util.function.Function;
import org.lictor.command.BinaryReader;
import org.lictor.command.BinaryWriter;

/**
 * The binary form of one kind of query and of its answers.
 *
 * @param kind the number that tells it from the others; never given to another one
 * @param write the fields of a query
 */
record QueryForm<Q extends Query<R>, R>(
    int kind,
    Class<Q> type,
    BiConsumer<BinaryWriter, Q> write,
    Function<BinaryReader, Q> read,
    AnswerForm<R> answer) {

  void write(BinaryWriter out, Query<?> query) {
    write.accept(out.octet(kind), type.cast(query));
  }
}
