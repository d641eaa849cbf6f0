package org.lictor.agent;

import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lictor.agent.Kept.KeptCheck;
import org.lictor.agent.Kept.KeptService;
import org.lictor.agent.Kept.KeptState;
import org.lictor.check.CheckSchedule;
import org.lictor.model.CheckStatus;
import org.lictor.registrar.InvalidRequestException;

/**
 * Brings the agent's services and checks into being at start, from files and from its memory, and
 * applies what changed in the files at a reload. Where both know an id the file wins and the memory
 * forgets (agent-config.md, "Reload").
 */
public final class Definitions {
  private static final System.Logger LOG = System.getLogger("org.lictor.agent");

  private final LocalServices local;
  private final LocalState state;
  private final AgentMemory memory;
  private final CheckSchedule schedule;
  private final InstantSource clock;

  /**
   * @param clock the host's, for what was kept before the restart is compared with it
   */
  public Definitions(
      LocalServices local,
      LocalState state,
      AgentMemory memory,
      CheckSchedule schedule,
      InstantSource clock) {
    this.local = local;
    this.state = state;
    this.memory = memory;
    this.schedule = schedule;
    this.clock = clock;
  }

  /**
   * Puts everything there at start: services of files, kept services, checks of files, kept checks.
   * Kept checks start critical, but for TTL checks whose last word still holds.
   *
   * @throws BadProposalException or others of {@link Admission}, when a file has what cannot be:
   *     nothing was registered
   * @throws NotRegisteredException when a file has a check of a service that is nowhere: nothing
   *     was registered
   * @throws MemoryFailedException when the memory cannot be read
   */
  public void start(List<ServiceProposal> services, List<CheckProposal> checks) {
    synchronized (local) {
      Wanted wanted = admit(services, checks);
      Kept kept = memory.recall();
      wanted.requireServices(kept.services().stream().map(service -> service.id().key()).toList());
      for (KeptService service : kept.services()) {
        if (!wanted.services.containsKey(service.id().key())) {
          restore(service);
        }
      }
      apply(wanted);
      Set<String> states = restoreChecks(kept, wanted);
      MemoryChange forget = new MemoryChange();
      kept.services().stream()
          .filter(service -> wanted.services.containsKey(service.id().key()))
          .forEach(service -> forget.forget(service.id()));
      kept.checks().stream()
          .filter(check -> wanted.checkKeys().contains(check.id().key()))
          .forEach(check -> forget.forget(check.id()));
      kept.states().stream()
          .filter(last -> !states.contains(last.id().key()))
          .forEach(last -> forget.forgetState(last.id()));
      memory.change(forget);
    }
  }

  /**
   * Applies the files as they are now: what vanished from them is taken away, what changed is
   * changed, what did not keeps its state. What was registered over the interface stays, unless a
   * file has its id now.
   *
   * @throws BadProposalException or others of {@link Admission}, when a file has what cannot be:
   *     nothing was changed
   */
  public void reload(List<ServiceProposal> services, List<CheckProposal> checks) {
    synchronized (local) {
      Wanted wanted = admit(services, checks);
      wanted.requireServices(
          state.image().services.values().stream()
              .filter(service -> service.source() == Source.API)
              .map(service -> service.id().key())
              .toList());
      Set<String> wantedChecks = wanted.checkKeys();
      for (LocalCheck check : state.image().checks.values()) {
        if (check.source() == Source.FILE && !wantedChecks.contains(check.id().key())) {
          local.remove(check);
        }
      }
      for (LocalService service : state.image().services.values()) {
        if (service.source() == Source.FILE && !wanted.services.containsKey(service.id().key())) {
          local.remove(service);
        }
      }
      MemoryChange forget = new MemoryChange();
      wanted.services.values().forEach(service -> forgetKept(service, forget));
      for (String key : wantedChecks) {
        LocalCheck present = state.image().checks.get(key);
        if (present != null && present.source() == Source.API) {
          forget.forget(present.id());
        }
      }
      memory.change(forget);
      apply(wanted);
    }
  }

  private void forgetKept(AdmittedService service, MemoryChange forget) {
    LocalService present = state.image().services.get(service.entry().id().key());
    if (present != null && present.source() == Source.API) {
      forget.forget(present.id());
    }
  }

  /** What the files want, by key; of several with one id the last counts. */
  private record Wanted(Map<String, AdmittedService> services, Map<String, AdmittedCheck> checks) {
    Set<String> checkKeys() {
      Set<String> keys = new HashSet<>(checks.keySet());
      services
          .values()
          .forEach(service -> service.checks().forEach(check -> keys.add(check.id().key())));
      return keys;
    }

    /** Refuses a check of a service that is neither in the files nor among {@code others}. */
    void requireServices(List<String> others) {
      for (AdmittedCheck check : checks.values()) {
        String key = LocalImage.key(check.proposal().serviceId());
        if (!key.isEmpty() && !services.containsKey(key) && !others.contains(key)) {
          throw NotRegisteredException.serviceOfCheck(check.proposal().serviceId());
        }
      }
    }
  }

  private Wanted admit(List<ServiceProposal> services, List<CheckProposal> checks) {
    Map<String, AdmittedService> admitted = new LinkedHashMap<>();
    for (ServiceProposal service : services) {
      AdmittedService made = local.admission().service(service, Source.FILE);
      admitted.put(made.entry().id().key(), made);
    }
    Map<String, AdmittedCheck> own = new LinkedHashMap<>();
    for (CheckProposal check : checks) {
      AdmittedCheck made = local.admission().check(check, Source.FILE);
      own.put(made.id().key(), made);
    }
    return new Wanted(admitted, own);
  }

  private void apply(Wanted wanted) {
    for (AdmittedService service : wanted.services.values()) {
      if (!isThere(service)) {
        local.put(service, Source.FILE, List.of());
      }
    }
    for (AdmittedCheck check : wanted.checks.values()) {
      LocalCheck present = state.image().checks.get(check.id().key());
      if (present == null || !present.sameAs(check, Source.FILE)) {
        local.put(check, Source.FILE);
      }
    }
  }

  private boolean isThere(AdmittedService service) {
    LocalImage image = state.image();
    LocalService present = image.services.get(service.entry().id().key());
    if (present == null || !present.sameAs(service, Source.FILE)) {
      return false;
    }
    for (AdmittedCheck check : service.checks()) {
      LocalCheck own = image.checks.get(check.id().key());
      if (own == null || !own.sameAs(check, Source.FILE)) {
        return false;
      }
    }
    return true;
  }

  private void restore(KeptService service) {
    try {
      AdmittedService admitted = local.admission().service(service.service(), Source.API);
      local.put(
          new AdmittedService(admitted.entry(), admitted.proposal(), List.of(), service.token()),
          Source.API,
          List.of());
    } catch (BadProposalException | InvalidRequestException refused) {
      LOG.log(
          Level.ERROR,
          "Failed to restore service from the agent's memory: service="
              + service.id()
              + " error="
              + refused.getMessage());
    }
  }

  /** Puts the kept checks there; gives the keys of the states that still mean something. */
  private Set<String> restoreChecks(Kept kept, Wanted wanted) {
    Set<String> fromFiles = wanted.checkKeys();
    for (KeptCheck check : kept.checks()) {
      if (!fromFiles.contains(check.id().key())) {
        restore(check);
      }
    }
    Instant now = clock.instant();
    Set<String> holding = new HashSet<>();
    List<KeptState> renewals = new ArrayList<>();
    for (KeptState last : kept.states()) {
      LocalCheck check = state.image().checks.get(last.id().key());
      if (check != null && check.isTtl() && last.expires().isAfter(now)) {
        holding.add(last.id().key());
        renewals.add(last);
      }
    }
    renewals.forEach(last -> schedule.renew(last.id(), last.status(), last.output()));
    return holding;
  }

  private void restore(KeptCheck kept) {
    CheckProposal proposal = kept.check();
    try {
      AdmittedCheck admitted =
          Maintenance.isMaintenance(proposal.id()) && proposal.recipe().equals(CheckRecipe.NONE)
              ? Maintenance.admitted(proposal, kept.token())
              : critical(local.admission().check(proposal, Source.API), kept.token());
      local.requireServiceOf(admitted);
      local.put(admitted, Source.API);
    } catch (BadProposalException | InvalidRequestException | NotRegisteredException refused) {
      LOG.log(
          Level.ERROR,
          "Failed to restore check from the agent's memory: check="
              + proposal.id()
              + " error="
              + refused.getMessage());
    }
  }

  /** Whatever it was to begin with when it was registered: nobody has looked since. */
  private static AdmittedCheck critical(AdmittedCheck check, String token) {
    return new AdmittedCheck(
        check.id(), check.proposal(), check.spec(), check.type(), CheckStatus.CRITICAL, token);
  }
}
