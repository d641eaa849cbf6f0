package org.lictor.registrar;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lictor.model.HealthCheck;
import org.lictor.model.Node;
import org.lictor.model.ServiceEntry;

/** What somebody wants in the catalog: a node, and with it one service and some checks. */
public record Registration(
    Node node, boolean skipNodeUpdate, @Nullable ServiceEntry service, List<HealthCheck> checks) {
  public Registration {
    checks = List.copyOf(checks);
  }
}
