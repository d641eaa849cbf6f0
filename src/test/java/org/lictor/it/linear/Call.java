package org.lictor.it.linear;

/**
 * One call of one client on an object of any kind, with what it asked and was told. As of {@link
 * Operation}, {@code invoked} was read before the request was sent and {@code returned} after the
 * answer was there; that of an unknown outcome does not count.
 */
public record Call<A>(
    int client, String object, A action, Outcome outcome, long invoked, long returned) {
  public Call {
    if (returned < invoked) {
      throw new IllegalArgumentException(
          "returned before it was invoked: " + object + " " + action);
    }
  }

  @Override
  public String toString() {
    return "[%d .. %s] client %d, %s: %s %s"
        .formatted(
            invoked, outcome == Outcome.UNKNOWN ? "?" : returned, client, object, action, outcome);
  }
}
