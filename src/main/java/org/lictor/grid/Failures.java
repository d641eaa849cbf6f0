package org.lictor.grid;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletionException;
import org.lictor.command.BinaryReader;
import org.lictor.command.BinaryWriter;
import org.lictor.command.CodecException;
import org.lictor.consensus.LogBusyException;
import org.lictor.consensus.LogUnavailableException;
import org.lictor.consensus.NoLeaderException;
import org.lictor.consensus.OutcomeUnknownException;
import org.lictor.consensus.PeerChangeException;
import org.lictor.query.OverloadedException;

/**
 * What went wrong on a server, as it travels: a kind, by which the client finds the same exception
 * again, and the message.
 */
final class Failures {
  /** The kind of a reply to what went well. */
  static final int NONE = 0;

  private static final Logger LOG = System.getLogger("org.lictor.grid");
  private static final int NO_LEADER = 1;
  private static final int LOG_BUSY = 2;
  private static final int LOG_UNAVAILABLE = 3;
  private static final int OUTCOME_UNKNOWN = 4;
  private static final int OVERLOADED = 5;
  private static final int NOT_UNDERSTOOD = 6;
  private static final int ILLEGAL_ARGUMENT = 7;
  private static final int OTHER = 8;
  private static final int PEER_CHANGE = 9;

  private Failures() {}

  /** What {@code problem} is about, without what futures wrap around it. */
  static Throwable cause(Throwable problem) {
    Throwable cause = problem;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** Writes what went wrong. Our own defects are logged here, where they are. */
  static void write(BinaryWriter out, Throwable problem) {
    Throwable cause = cause(problem);
    int kind = kind(cause);
    String message = cause.getMessage();
    if (kind == OTHER) {
      LOG.log(Level.ERROR, "A client's request failed", cause);
      message = cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }
    out.octet(kind).text(message == null ? "" : message);
  }

  private static int kind(Throwable cause) {
    if (cause instanceof NoLeaderException) {
      return NO_LEADER;
    }
    if (cause instanceof LogBusyException) {
      return LOG_BUSY;
    }
    if (cause instanceof LogUnavailableException) {
      return LOG_UNAVAILABLE;
    }
    if (cause instanceof OutcomeUnknownException) {
      return OUTCOME_UNKNOWN;
    }
    if (cause instanceof OverloadedException) {
      return OVERLOADED;
    }
    if (cause instanceof PeerChangeException) {
      return PEER_CHANGE;
    }
    if (cause instanceof CodecException) {
      return NOT_UNDERSTOOD;
    }
    return cause instanceof IllegalArgumentException ? ILLEGAL_ARGUMENT : OTHER;
  }

  /** What went wrong on the server, for the client to throw. */
  static RuntimeException read(int kind, BinaryReader in) {
    String message = in.text();
    return switch (kind) {
      case NO_LEADER -> new NoLeaderException();
      case LOG_BUSY -> new LogBusyException(message);
      case LOG_UNAVAILABLE -> new LogUnavailableException(message);
      case OUTCOME_UNKNOWN ->
          new OutcomeUnknownException(message, new RemoteFailureException(message));
      case OVERLOADED -> new OverloadedException(message);
      case NOT_UNDERSTOOD ->
          new RemoteFailureException("the server did not understand: " + message);
      case ILLEGAL_ARGUMENT -> new IllegalArgumentException(message);
      case PEER_CHANGE -> new PeerChangeException(message);
      default -> new RemoteFailureException("on the server: " + message);
    };
  }
}
