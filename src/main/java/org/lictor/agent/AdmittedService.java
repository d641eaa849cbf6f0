package org.lictor.agent;

import java.util.List;
import org.lictor.model.ServiceEntry;

/**
 * A service that passed {@link Admission}.
 *
 * @param proposal with all defaults filled in, without token and checks
 */
public record AdmittedService(
    ServiceEntry entry, ServiceProposal proposal, List<AdmittedCheck> checks, String token) {
  public AdmittedService {
    checks = List.copyOf(checks);
  }

  @Override
  public String toString() {
    return "AdmittedService[" + entry.id() + "]";
  }
}
