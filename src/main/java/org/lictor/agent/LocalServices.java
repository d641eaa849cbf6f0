package org.lictor.agent;

import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lictor.agent.Kept.KeptCheck;
import org.lictor.agent.Kept.KeptService;
import org.lictor.check.AliasSpec;
import org.lictor.check.CheckListener;
import org.lictor.check.CheckSchedule;
import org.lictor.check.CheckSpec;
import org.lictor.model.CheckId;
import org.lictor.model.CheckStatus;
import org.lictor.model.ServiceEntry;

/**
 * Registers services and checks with this agent, and takes them back: the image, the memory and the
 * schedule of checks change together. One registration at a time, the disk included; any thread.
 * The catalog follows by {@link AntiEntropy}.
 */
public final class LocalServices {
  private static final System.Logger LOG = System.getLogger("org.lictor.agent");

  private final Admission admission;
  private final LocalState state;
  private final CheckSchedule schedule;
  private final AliasChecks aliases;
  private final CheckResults results;
  private final AgentMemory memory;
  private final InstantSource clock;

  public LocalServices(
      Admission admission,
      LocalState state,
      CheckSchedule schedule,
      AliasChecks aliases,
      CheckResults results,
      AgentMemory memory,
      InstantSource clock) {
    this.admission = admission;
    this.state = state;
    this.schedule = schedule;
    this.aliases = aliases;
    this.results = results;
    this.memory = memory;
    this.clock = clock;
  }

  /**
   * Registers a service with its checks, in place of one with the same id, all or nothing. Checks
   * that are there already keep their state. The catalog hears of it while it is written here: what
   * then could not be kept is taken back from both.
   *
   * @param replaceChecks whether checks of the service that are not among these are taken away
   * @throws BadProposalException when it cannot be (400)
   * @throws org.lictor.registrar.InvalidRequestException when this agent does not do it (500)
   * @throws MemoryFailedException when it could not be kept (500)
   */
  public void registerService(ServiceProposal wanted, boolean replaceChecks) {
    AdmittedService admitted = admission.service(wanted, Source.API);
    synchronized (this) {
      List<LocalCheck> surplus = replaceChecks ? surplusOf(admitted) : List.of();
      MemoryChange change =
          new MemoryChange().keep(new KeptService(admitted.proposal(), admitted.token()));
      admitted
          .checks()
          .forEach(check -> change.keep(new KeptCheck(check.proposal(), check.token())));
      surplus.forEach(check -> change.forget(check.id()).forgetState(check.id()));
      LocalImage before = state.image();
      put(admitted, Source.API, surplus);
      keep(change, () -> putBack(before, admitted.entry().id().key(), admitted.checks(), surplus));
    }
  }

  /**
   * Registers a check of the node or of a service that is there. One of the same id is replaced and
   * its state kept.
   *
   * @throws BadProposalException when it cannot be (400)
   * @throws NotRegisteredException when its service is not there (404)
   * @throws org.lictor.registrar.InvalidRequestException when this agent does not do it (500)
   * @throws MemoryFailedException when it could not be kept (500)
   */
  public void registerCheck(CheckProposal wanted) {
    AdmittedCheck admitted = admission.check(wanted, Source.API);
    synchronized (this) {
      requireServiceOf(admitted);
      putKept(admitted);
    }
  }

  /**
   * Takes back a service with all its checks.
   *
   * @throws NotRegisteredException when there is none of that id (404)
   */
  public synchronized void deregisterService(String id) {
    LocalService service = state.image().services.get(LocalImage.key(id));
    if (service == null) {
      throw NotRegisteredException.service(id);
    }
    remove(service);
    LOG.log(Level.INFO, "removed service: service=" + service.id());
  }

  /**
   * Takes back a check.
   *
   * @throws NotRegisteredException when there is none of that id (404)
   */
  public synchronized void deregisterCheck(String id) {
    LocalCheck check = state.image().checks.get(LocalImage.key(id));
    if (check == null) {
      throw NotRegisteredException.check(id);
    }
    remove(check);
    LOG.log(Level.INFO, "removed check: check=" + check.id());
  }

  // ---- for the package; the caller holds this object's lock

  Admission admission() {
    return admission;
  }

  void requireServiceOf(AdmittedCheck check) {
    String service = check.proposal().serviceId();
    if (!service.isEmpty() && !state.image().services.containsKey(LocalImage.key(service))) {
      throw NotRegisteredException.serviceOfCheck(service);
    }
  }

  /** Puts a service there that is kept already, or is not to be kept. */
  void put(AdmittedService admitted, Source source, List<LocalCheck> surplus) {
    Instant now = clock.instant();
    long revision = state.nextRevision();
    state.change(
        image -> {
          LocalService before = image.services.get(admitted.entry().id().key());
          LocalImage after =
              image.with(
                  new LocalService(
                      admitted.entry(),
                      admitted.proposal(),
                      admitted.token(),
                      source,
                      false,
                      revision));
          for (AdmittedCheck check : admitted.checks()) {
            after =
                after.with(fresh(check, source, after.checks.get(check.id().key()), revision, now));
          }
          for (LocalCheck check : surplus) {
            after = after.without(check);
          }
          // The name and tags of a service are part of its checks in the catalog.
          if (before != null && !shownAlike(before.entry(), admitted.entry())) {
            for (LocalCheck check : checksOf(after, admitted.entry().id().key())) {
              after = after.with(check.dirty(revision));
            }
          }
          return after;
        });
    surplus.forEach(check -> stop(check.id()));
    admitted.checks().forEach(check -> run(check, revision));
  }

  private void keep(MemoryChange change, Runnable otherwise) {
    try {
      memory.change(change);
    } catch (MemoryFailedException notKept) {
      otherwise.run();
      throw notKept;
    }
  }

  /**
   * Makes it as it was before.
   *
   * @param service the key of the service that was put there, if one was
   * @param put the checks that were put there
   * @param taken the checks that were taken away
   */
  private void putBack(
      LocalImage before,
      @Nullable String service,
      List<AdmittedCheck> put,
      List<LocalCheck> taken) {
    List<LocalCheck> checks = new ArrayList<>(taken);
    List<CheckId> fresh = new ArrayList<>();
    for (AdmittedCheck check : put) {
      LocalCheck replaced = before.checks.get(check.id().key());
      if (replaced == null) {
        fresh.add(check.id());
      } else {
        checks.add(replaced);
      }
    }
    long revision = state.nextRevision();
    state.change(
        image -> {
          LocalImage after =
              service == null ? image : serviceBack(image, before, service, revision);
          for (CheckId id : fresh) {
            LocalCheck checked = after.checks.get(id.key());
            after = checked == null ? after : after.without(checked);
          }
          for (LocalCheck check : checks) {
            after = after.with(check.dirty(revision));
          }
          return after;
        });
    fresh.forEach(this::stop);
    checks.forEach(check -> run(check.admitted(), check.registration()));
  }

  private static LocalImage serviceBack(
      LocalImage image, LocalImage before, String key, long revision) {
    LocalService old = before.services.get(key);
    LocalService put = image.services.get(key);
    if (old != null) {
      return image.with(old.dirty(revision));
    }
    return put == null ? image : image.without(put);
  }

  /** Puts a check there that is kept already, or is not to be kept. */
  void put(AdmittedCheck admitted, Source source) {
    Instant now = clock.instant();
    long revision = state.nextRevision();
    state.change(
        image ->
            image.with(
                fresh(admitted, source, image.checks.get(admitted.id().key()), revision, now)));
    run(admitted, revision);
  }

  /** Takes a service away, here and from the memory. */
  void remove(LocalService service) {
    List<LocalCheck> checks = checksOf(state.image(), service.id().key());
    MemoryChange change = new MemoryChange().forget(service.id());
    checks.forEach(check -> change.forget(check.id()).forgetState(check.id()));
    memory.change(change);
    state.change(
        image -> {
          LocalImage after = image.without(service);
          for (LocalCheck check : checks) {
            after = after.without(check);
          }
          return after;
        });
    checks.forEach(check -> stop(check.id()));
  }

  /** Takes a check away, here and from the memory. */
  void remove(LocalCheck check) {
    memory.change(new MemoryChange().forget(check.id()).forgetState(check.id()));
    state.change(image -> image.without(check));
    stop(check.id());
  }

  /** Keeps and puts a check, or neither. */
  void putKept(AdmittedCheck check) {
    LocalImage before = state.image();
    put(check, Source.API);
    keep(
        new MemoryChange().keep(new KeptCheck(check.proposal(), check.token())),
        () -> putBack(before, null, List.of(check), List.of()));
  }

  static List<LocalCheck> checksOf(LocalImage image, String serviceKey) {
    List<LocalCheck> found = new ArrayList<>();
    for (LocalCheck check : image.checks.values()) {
      if (LocalImage.key(check.serviceId()).equals(serviceKey)) {
        found.add(check);
      }
    }
    return found;
  }

  private static boolean shownAlike(ServiceEntry before, ServiceEntry after) {
    return before.name().equals(after.name()) && Objects.equals(before.tags(), after.tags());
  }

  private List<LocalCheck> surplusOf(AdmittedService admitted) {
    Set<String> wanted =
        admitted.checks().stream().map(check -> check.id().key()).collect(Collectors.toSet());
    return checksOf(state.image(), admitted.entry().id().key()).stream()
        .filter(check -> !wanted.contains(check.id().key()))
        .toList();
  }

  private void run(AdmittedCheck admitted, long registration) {
    stop(admitted.id());
    CheckSpec spec = admitted.spec();
    if (spec == null) {
      return;
    }
    CheckListener listener = results.listenerOf(registration);
    if (spec.probe() instanceof AliasSpec alias) {
      aliases.add(admitted.id(), alias, listener);
    } else {
      schedule.add(spec, listener);
    }
  }

  private void stop(CheckId id) {
    schedule.remove(id);
    aliases.remove(id);
  }

  private static LocalCheck fresh(
      AdmittedCheck admitted,
      Source source,
      @Nullable LocalCheck before,
      long revision,
      Instant now) {
    CheckStatus status = before == null ? admitted.status() : before.status();
    Instant since = status == CheckStatus.CRITICAL ? now : null;
    return new LocalCheck(
        admitted,
        source,
        status,
        before == null ? "" : before.output(),
        false,
        revision,
        0,
        before != null && before.criticalSince() != null ? before.criticalSince() : since,
        revision);
  }
}
