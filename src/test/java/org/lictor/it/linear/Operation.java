package org.lictor.it.linear;

/**
 * One call of one client. {@code invoked} was read from the common clock before the request was
 * sent, {@code returned} after the answer was there; that of an unknown outcome does not count.
 */
public record Operation(
    int client, String key, Action action, Outcome outcome, long invoked, long returned) {
  public Operation {
    if (returned < invoked) {
      throw new IllegalArgumentException("returned before it was invoked: " + key + " " + action);
    }
    if (outcome != Outcome.OK && action instanceof Action.Read) {
      throw new IllegalArgumentException("a read that was not answered says nothing: " + key);
    }
  }

  /** The value it writes; null for a read. */
  public String written() {
    if (action instanceof Action.Write write) {
      return write.value();
    }
    return action instanceof Action.Cas cas ? cas.value() : null;
  }

  /** Whether it changed the key, as the client was told. */
  public boolean changed() {
    return outcome == Outcome.OK
        && (action instanceof Action.Write || action instanceof Action.Cas cas && cas.swapped());
  }

  @Override
  public String toString() {
    return "[%d .. %s] client %d, %s: %s %s"
        .formatted(
            invoked, outcome == Outcome.UNKNOWN ? "?" : returned, client, key, action, outcome);
  }
}
