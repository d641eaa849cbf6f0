package org.lictor.query;

import java.util.List;
import org.lictor.model.HealthCheck;
import org.lictor.model.Node;
import org.lictor.model.ServiceEntry;

/** An instance with its node and the checks that speak for it: its own first, then the node's. */
public record ServiceInstance(Node node, ServiceEntry service, List<HealthCheck> checks) {
  /** Whether any check is critical; maintenance is. */
  public boolean critical() {
    for (HealthCheck check : checks) {
      if (check.critical()) {
        return true;
      }
    }
    return false;
  }

  /** Whether every check passes. */
  public boolean passing() {
    for (HealthCheck check : checks) {
      if (!check.passing()) {
        return false;
      }
    }
    return true;
  }
}
