package org.lictor.leader;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.lictor.model.NodeName;
import org.lictor.registrar.MemberWriter;
import org.lictor.registrar.Registrar;
import org.lictor.registrar.Registration;

/**
 * What is to be written for one member.
 *
 * @param what in words, for the log
 * @param writes one after the other; none is made when the one before failed
 */
record MemberChange(NodeName member, String what, List<Write> writes) {
  MemberChange {
    writes = List.copyOf(writes);
  }

  /** One command. */
  interface Write {
    CompletableFuture<Boolean> by(Registrar registrar, MemberWriter members);
  }

  static Write register(Registration wanted) {
    return (registrar, members) -> registrar.register(wanted);
  }

  static Write deregister(NodeName node) {
    return (registrar, members) -> registrar.deregister(node, null, null);
  }

  /** Makes the writes; completes when the last was answered. */
  CompletableFuture<@Nullable Void> make(Registrar registrar, MemberWriter members) {
    CompletableFuture<@Nullable Void> made = CompletableFuture.completedFuture(null);
    for (Write write : writes) {
      made = made.thenCompose(before -> write.by(registrar, members).thenApply(answer -> null));
    }
    return made;
  }
}
