package org.lictor.agent;

import java.time.Instant;
import java.util.List;
import org.lictor.model.CheckId;
import org.lictor.model.CheckStatus;
import org.lictor.model.ServiceId;

/**
 * What an {@link AgentMemory} holds: only what came over the agent's interface, and the last words
 * of TTL checks.
 */
public record Kept(List<KeptService> services, List<KeptCheck> checks, List<KeptState> states) {
  public static final Kept NOTHING = new Kept(List.of(), List.of(), List.of());

  public Kept {
    services = List.copyOf(services);
    checks = List.copyOf(checks);
    states = List.copyOf(states);
  }

  /** A service as it was asked for, without its checks. */
  public record KeptService(ServiceProposal service, String token) {
    public ServiceId id() {
      return new ServiceId(service.id());
    }

    @Override
    public String toString() {
      return "KeptService[" + service.id() + "]";
    }
  }

  /** A check as it was asked for; maintenance is one that nobody runs. */
  public record KeptCheck(CheckProposal check, String token) {
    public CheckId id() {
      return new CheckId(check.id());
    }

    @Override
    public String toString() {
      return "KeptCheck[" + check.id() + "]";
    }
  }

  /**
   * The last word of a TTL check, of files too.
   *
   * @param expires when it is worth nothing any more
   */
  public record KeptState(CheckId id, CheckStatus status, String output, Instant expires) {}
}
