package org.lictor.registrar;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.lictor.command.Command;
import org.lictor.model.Octets;
import org.lictor.model.SessionId;

/**
 * Writes keys. Any thread; futures complete with the yes or no of the wire when the change is
 * durable and can be read here.
 */
public final class KvWriter {
  private final CommandSubmitter submitter;

  public KvWriter(CommandSubmitter submitter) {
    this.submitter = submitter;
  }

  /**
   * Sets a key.
   *
   * @param onlyAtIndex the modify index that it must have, 0 for "must not exist"; null for in any
   *     case
   */
  public CompletableFuture<Boolean> set(
      String key, Octets value, long flags, @Nullable Long onlyAtIndex) {
    return submitter.submit(new Command.KvSet(key, value, flags, onlyAtIndex));
  }

  /**
   * Sets a key and locks it for a session; no when another one holds it, or held it until a moment
   * ago. Fails with {@link RefusedByStateException} when there is no such session.
   */
  public CompletableFuture<Boolean> lock(String key, Octets value, long flags, SessionId session) {
    return submitter.submit(new Command.KvLock(key, value, flags, session));
  }

  /** Sets a key and unlocks it; no when {@code session} does not hold it. */
  public CompletableFuture<Boolean> unlock(String key, Octets value, long flags, String session) {
    return submitter.submit(new Command.KvUnlock(key, value, flags, session));
  }

  /** Deletes a key, if it still has the modify index {@code onlyAtIndex} when that is given. */
  public CompletableFuture<Boolean> delete(String key, @Nullable Long onlyAtIndex) {
    return submitter.submit(new Command.KvDelete(key, false, onlyAtIndex));
  }

  /** Deletes all keys that begin with {@code prefix}. */
  public CompletableFuture<Boolean> deleteUnder(String prefix) {
    return submitter.submit(new Command.KvDelete(prefix, true, null));
  }
}
