package org.lictor.http;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lictor.consensus.Leadership;
import org.lictor.query.Registry;
import org.lictor.registrar.KvWriter;
import org.lictor.registrar.Registrar;
import org.lictor.registrar.TxnWriter;

/**
 * What the resources work with. The container makes resources and filters, so they find their parts
 * here: boot opens the API when all is there and closes it when it stops.
 */
public final class HttpParts {
  private static final AtomicReference<@Nullable HttpParts> OPEN = new AtomicReference<>();

  private final Supplier<HttpSettings> settings;
  private final Registry registry;
  private final Registrar registrar;
  private final KvWriter kvWriter;
  private final Leadership leadership;
  private final FinishedResponses finished;
  private final AgentParts agent;
  private final OperatorParts operator;
  private final CoordinateParts coordinates;
  private final SnapshotParts snapshots;
  private final SessionParts sessions;
  private final QueryParts queries;
  private final TxnWriter txnWriter;
  private final Renderings renderings;
  private final LongAdder requests = new LongAdder();

  public HttpParts(
      Supplier<HttpSettings> settings,
      Registry registry,
      Registrar registrar,
      KvWriter kvWriter,
      Leadership leadership,
      FinishedResponses finished,
      AgentParts agent,
      OperatorParts operator,
      CoordinateParts coordinates,
      SnapshotParts snapshots,
      SessionParts sessions,
      QueryParts queries,
      TxnWriter txnWriter) {
    this.settings = settings;
    this.registry = registry;
    this.registrar = registrar;
    this.kvWriter = kvWriter;
    this.leadership = leadership;
    this.finished = finished;
    this.renderings = new Renderings(finished.mostBytes());
    this.agent = agent;
    this.operator = operator;
    this.coordinates = coordinates;
    this.snapshots = snapshots;
    this.sessions = sessions;
    this.queries = queries;
    this.txnWriter = txnWriter;
  }

  /** Answers requests with {@code parts} from now on. */
  public static void open(HttpParts parts) {
    OPEN.set(parts);
  }

  /** Answers requests with 500 from now on. */
  public static void close() {
    OPEN.set(null);
  }

  /** How many requests have come in since the API was opened. */
  public long requests() {
    return requests.sum();
  }

  void requested() {
    requests.increment();
  }

  /** The open parts, or null while the agent starts or stops. */
  static @Nullable HttpParts current() {
    return OPEN.get();
  }

  HttpSettings settings() {
    return settings.get();
  }

  Registry registry() {
    return registry;
  }

  Registrar registrar() {
    return registrar;
  }

  KvWriter kvWriter() {
    return kvWriter;
  }

  Leadership leadership() {
    return leadership;
  }

  FinishedResponses finished() {
    return finished;
  }

  AgentParts agent() {
    return agent;
  }

  OperatorParts operator() {
    return operator;
  }

  CoordinateParts coordinates() {
    return coordinates;
  }

  SnapshotParts snapshots() {
    return snapshots;
  }

  SessionParts sessions() {
    return sessions;
  }

  QueryParts queries() {
    return queries;
  }

  TxnWriter txnWriter() {
    return txnWriter;
  }

  Renderings renderings() {
    return renderings;
  }
}
