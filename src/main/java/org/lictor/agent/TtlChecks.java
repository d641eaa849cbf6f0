package org.lictor.agent;

import java.time.InstantSource;
import org.lictor.agent.Kept.KeptState;
import org.lictor.check.CheckSchedule;
import org.lictor.check.CheckSpec;
import org.lictor.check.TtlSpec;
import org.lictor.model.CheckStatus;
import org.lictor.registrar.InvalidRequestException;

/** Takes the word of those outside for their TTL checks and keeps it over restarts. Any thread. */
public final class TtlChecks {
  private final LocalState state;
  private final CheckSchedule schedule;
  private final AgentMemory memory;
  private final InstantSource clock;

  /**
   * @param clock the host's, for what is kept is compared with it after a restart
   */
  public TtlChecks(
      LocalState state, CheckSchedule schedule, AgentMemory memory, InstantSource clock) {
    this.state = state;
    this.schedule = schedule;
    this.memory = memory;
    this.clock = clock;
  }

  /**
   * Says how a TTL check is; its time starts anew.
   *
   * @throws NotRegisteredException when there is no such check (404)
   * @throws InvalidRequestException when it is not one with a TTL (500)
   */
  public void renew(String id, CheckStatus status, String output) {
    LocalCheck before = state.image().checks.get(LocalImage.key(id));
    if (before == null) {
      throw NotRegisteredException.check(id);
    }
    if (!schedule.renew(before.id(), status, output)) {
      throw new InvalidRequestException("CheckID \"" + id + "\" does not have associated TTL");
    }
    keep(before);
  }

  /** Synchronized, so that the last word in the image is the last one kept, too. */
  private synchronized void keep(LocalCheck before) {
    LocalCheck check = state.image().checks.get(before.id().key());
    if (check == null || check.registration() != before.registration()) {
      return;
    }
    CheckSpec spec = check.admitted().spec();
    if (spec != null && spec.probe() instanceof TtlSpec ttl) {
      boolean news = check.status() != before.status();
      memory.keep(
          new KeptState(
              check.id(), check.status(), check.output(), clock.instant().plus(ttl.ttl())),
          news);
    }
  }
}
