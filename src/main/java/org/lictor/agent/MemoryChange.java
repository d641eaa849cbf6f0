package org.lictor.agent;

import java.util.ArrayList;
import java.util.List;
import org.lictor.agent.Kept.KeptCheck;
import org.lictor.agent.Kept.KeptService;
import org.lictor.model.CheckId;
import org.lictor.model.ServiceId;

/**
 * What an {@link AgentMemory} is to put and to forget, all or nothing. Filled by one thread and
 * then left alone.
 */
public final class MemoryChange {
  private final List<KeptService> services = new ArrayList<>();
  private final List<KeptCheck> checks = new ArrayList<>();
  private final List<ServiceId> forgottenServices = new ArrayList<>();
  private final List<CheckId> forgottenChecks = new ArrayList<>();
  private final List<CheckId> forgottenStates = new ArrayList<>();

  public MemoryChange keep(KeptService service) {
    services.add(service);
    return this;
  }

  public MemoryChange keep(KeptCheck check) {
    checks.add(check);
    return this;
  }

  public MemoryChange forget(ServiceId service) {
    forgottenServices.add(service);
    return this;
  }

  /** Forgets a check; its last word is kept. */
  public MemoryChange forget(CheckId check) {
    forgottenChecks.add(check);
    return this;
  }

  public MemoryChange forgetState(CheckId check) {
    forgottenStates.add(check);
    return this;
  }

  public List<KeptService> services() {
    return services;
  }

  public List<KeptCheck> checks() {
    return checks;
  }

  public List<ServiceId> forgottenServices() {
    return forgottenServices;
  }

  public List<CheckId> forgottenChecks() {
    return forgottenChecks;
  }

  public List<CheckId> forgottenStates() {
    return forgottenStates;
  }

  public boolean isEmpty() {
    return services.isEmpty()
        && checks.isEmpty()
        && forgottenServices.isEmpty()
        && forgottenChecks.isEmpty()
        && forgottenStates.isEmpty();
  }
}
