package org.lictor.grid;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.lictor.command.BinaryReader;
import org.lictor.command.BinaryWriter;
import org.lictor.command.ModelCodec;
import org.lictor.model.Session;
import org.lictor.model.SessionId;

/**
 * Renews sessions with the leader, wherever it is, and waits a while for one to be found. A renewal
 * that arrives twice does no harm. Any thread.
 */
public final class RemoteRenewals implements Renewals {
  private final ServerLine line;
  private final BooleanSupplier leads;
  private final Renewals own;

  /** Of a client: always over {@code line}. */
  public RemoteRenewals(ServerLine line) {
    this(
        line,
        () -> false,
        id -> CompletableFuture.failedFuture(new IllegalStateException("a client counts nothing")));
  }

  /**
   * Of a server.
   *
   * @param leads whether this server leads: then {@code own} renews
   */
  public RemoteRenewals(ServerLine line, BooleanSupplier leads, Renewals own) {
    this.line = line;
    this.leads = leads;
    this.own = own;
  }

  @Override
  public CompletableFuture<Optional<Session>> renew(SessionId id) {
    BinaryWriter request = DeskCodec.request(RequestKind.RENEW, 64).text(id.value());
    Supplier<CompletableFuture<Optional<Session>>> attempt =
        () ->
            leads.getAsBoolean()
                ? own.renew(id)
                : line.ask(request, Courier.To.LEADER, ServerLine.LIMIT, RemoteRenewals::answer);
    return line.insist(attempt, ServerLine.LOST, ServerLine.LIMIT.plus(ServerLine.HOLD));
  }

  private static Optional<Session> answer(BinaryReader in) {
    Optional<Session> session = in.bool() ? Optional.of(ModelCodec.session(in)) : Optional.empty();
    in.expectEnd();
    return session;
  }

  /** Writes what {@link #renew} is told. */
  static void answer(BinaryWriter out, Optional<Session> session) {
    out.bool(session.isPresent());
    session.ifPresent(found -> ModelCodec.session(out, found));
  }
}
