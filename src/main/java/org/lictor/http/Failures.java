package org.lictor.http;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletionException;
import org.lictor.agent.BadProposalException;
import org.lictor.agent.MemoryFailedException;
import org.lictor.agent.NotRegisteredException;
import org.lictor.backup.RestoreException;
import org.lictor.backup.ScratchException;
import org.lictor.config.ConfigException;
import org.lictor.consensus.LogBusyException;
import org.lictor.consensus.LogUnavailableException;
import org.lictor.consensus.NoLeaderException;
import org.lictor.consensus.OutcomeUnknownException;
import org.lictor.consensus.PeerChangeException;
import org.lictor.event.InvalidEventException;
import org.lictor.filter.FilterException;
import org.lictor.grid.JoinException;
import org.lictor.grid.RemoteFailureException;
import org.lictor.grid.ServerLostException;
import org.lictor.http.wire.BadBodyException;
import org.lictor.model.BadTemplateException;
import org.lictor.query.OverloadedException;
import org.lictor.query.TemplateByIdException;
import org.lictor.registrar.InvalidRequestException;
import org.lictor.registrar.RefusedByStateException;

/**
 * Turns what went wrong into a reply by its type (http-api.md A3). Our own defects are logged here,
 * once, and never shown.
 */
final class Failures {
  private static final Logger LOG = System.getLogger("org.lictor.http");

  private Failures() {}

  static Reply reply(Throwable thrown, String request) {
    Throwable cause =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    if (cause instanceof HttpProblem problem) {
      return Reply.text(problem.status(), message(problem));
    }
    if (cause instanceof BadProposalException) {
      return Reply.text(400, message(cause));
    }
    if (cause instanceof NotRegisteredException) {
      return Reply.text(404, message(cause));
    }
    if (cause instanceof BadBodyException) {
      return Reply.text(400, "Request decode failed: " + message(cause));
    }
    if (cause instanceof InvalidRequestException
        || cause instanceof FilterException
        || cause instanceof RefusedByStateException
        || cause instanceof BadTemplateException
        || cause instanceof TemplateByIdException
        || cause instanceof NoLeaderException
        || cause instanceof MemoryFailedException
        || cause instanceof LogUnavailableException
        || cause instanceof ConfigException
        || cause instanceof InvalidEventException
        || cause instanceof JoinException
        || cause instanceof PeerChangeException
        || cause instanceof RemoteFailureException
        || cause instanceof ServerLostException
        || cause instanceof OutcomeUnknownException
        || cause instanceof RestoreException
        || cause instanceof ScratchException) {
      return Reply.text(500, message(cause));
    }
    if (cause instanceof OverloadedException || cause instanceof LogBusyException) {
      return Reply.text(429, message(cause));
    }
    LOG.log(Level.ERROR, "Request failed: request=" + request, cause);
    return Reply.text(500, "internal error, see the agent's log");
  }

  private static String message(Throwable cause) {
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
