package org.lictor.registrar;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.lictor.command.Command;
import org.lictor.model.GoDuration;
import org.lictor.model.LogIndexes;
import org.lictor.model.NodeName;
import org.lictor.model.Session;
import org.lictor.model.Session.Behaviour;
import org.lictor.model.SessionId;

/**
 * Begins and ends sessions. Any thread; futures complete when the change is durable and can be read
 * here.
 */
public final class SessionWriter {
  /** A session may not ask for more time than this without being renewed. */
  static final Duration LONGEST_TTL = Duration.ofDays(1);

  private final CommandSubmitter submitter;
  private final Supplier<SessionId> ids;
  private final Duration leastTtl;

  /**
   * @param ids gives another one each time
   * @param leastTtl a session may not ask for less, unless for none
   */
  public SessionWriter(CommandSubmitter submitter, Supplier<SessionId> ids, Duration leastTtl) {
    this.submitter = submitter;
    this.ids = ids;
    this.leastTtl = leastTtl;
  }

  /**
   * Begins a session and gives its id. Fails with {@link RefusedByStateException} when its node is
   * not registered, or one of its checks is not there or critical.
   *
   * @throws InvalidRequestException when a part of the draft is none that a session can have
   */
  public CompletableFuture<SessionId> create(SessionDraft draft) {
    if (draft.node().isEmpty()) {
      throw new InvalidRequestException("Must provide Node");
    }
    Behaviour behaviour = behaviour(draft.behaviour());
    requireTtl(draft.ttl());
    Session session =
        new Session(
            ids.get(),
            draft.name(),
            new NodeName(draft.node()),
            draft.lockDelay(),
            behaviour,
            draft.ttl(),
            draft.nodeChecks(),
            draft.serviceChecks(),
            draft.checks(),
            LogIndexes.NONE);
    return submitter.submit(new Command.SessionCreate(session)).thenApply(done -> session.id());
  }

  /** Ends a session; yes also when it is not there. */
  public CompletableFuture<Boolean> destroy(SessionId id) {
    return submitter.submit(new Command.SessionDestroy(id, null));
  }

  private static Behaviour behaviour(String word) {
    if (word.isEmpty()) {
      return Behaviour.RELEASE;
    }
    for (Behaviour behaviour : Behaviour.values()) {
      if (behaviour.word().equals(word)) {
        return behaviour;
      }
    }
    throw new InvalidRequestException("Invalid Behavior setting '" + word + "'");
  }

  private void requireTtl(String text) {
    if (text.isEmpty()) {
      return;
    }
    GoDuration ttl;
    try {
      ttl = GoDuration.parse(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidRequestException("Session TTL '" + text + "' invalid: " + e.getMessage());
    }
    GoDuration least = GoDuration.of(leastTtl);
    GoDuration most = GoDuration.of(LONGEST_TTL);
    if (ttl.nanos() != 0 && (ttl.compareTo(least) < 0 || ttl.compareTo(most) > 0)) {
      throw new InvalidRequestException(
          "Invalid Session TTL '"
              + ttl.nanos()
              + "', must be between ["
              + least
              + "="
              + most
              + "]");
    }
  }
}
