package org.lictor.check;

import java.time.Duration;
import org.lictor.model.InvalidModelException;

/** A kind of check that the agent runs itself, again and again. */
public sealed interface PolledSpec extends ProbeSpec
    permits ScriptSpec,
        HttpSpec,
        TcpSpec,
        UdpSpec,
        GrpcSpec,
        H2PingSpec,
        DockerSpec,
        OsServiceSpec {
  /** No check runs more often than this. */
  Duration MIN_INTERVAL = Duration.ofSeconds(1);

  /** From the end of one run to the start of the next. At least {@link #MIN_INTERVAL}. */
  Duration interval();

  /** How long one run may take. Above zero. */
  Duration timeout();

  <R> R handledBy(Handler<R> handler);

  /** One method a kind, so that a new kind does not compile until everybody has met it. */
  interface Handler<R> {
    R script(ScriptSpec spec);

    R http(HttpSpec spec);

    R tcp(TcpSpec spec);

    R udp(UdpSpec spec);

    R grpc(GrpcSpec spec);

    R h2ping(H2PingSpec spec);

    R docker(DockerSpec spec);

    R osService(OsServiceSpec spec);
  }

  /** Refuses times that no run could keep to. */
  static void requireTimes(Duration interval, Duration timeout) {
    if (interval.compareTo(MIN_INTERVAL) < 0) {
      throw new InvalidModelException("interval", "must be at least 1s: " + interval);
    }
    if (timeout.isZero() || timeout.isNegative()) {
      throw new InvalidModelException("timeout", "must be above 0: " + timeout);
    }
  }
}
