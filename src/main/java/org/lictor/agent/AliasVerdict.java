package org.lictor.agent;

import java.util.List;
import org.lictor.check.AliasSpec;
import org.lictor.model.CheckStatus;
import org.lictor.model.HealthCheck;

/**
 * How a node or service is, as an alias of it shows it (semantics.md §5.2).
 *
 * @param output names the check that decided
 */
record AliasVerdict(CheckStatus status, String output) {
  private static final String ALIAS = "alias";

  /**
   * Judges by the checks of a node.
   *
   * @param node as the text names it when the service is not there
   * @param checks all of the node, its services' among them; not the alias itself
   * @param known whether the service is there, in case it has no checks
   */
  static AliasVerdict of(AliasSpec alias, String node, List<HealthCheck> checks, boolean known) {
    AliasVerdict verdict = new AliasVerdict(CheckStatus.PASSING, "No checks found.");
    boolean found = alias.service().isEmpty() || known;
    for (HealthCheck check : checks) {
      boolean ofService = check.serviceId().equalsIgnoreCase(alias.service());
      if (!check.ofNode() && !ofService || check.ofNode() && check.type().equals(ALIAS)) {
        // An alias of the node echoes others; two that counted each other would never recover.
        continue;
      }
      found |= ofService;
      CheckStatus status = CheckStatus.fromWord(check.status()).orElse(CheckStatus.CRITICAL);
      if (status == CheckStatus.CRITICAL) {
        verdict = failing(status, check);
        break;
      }
      if (status == CheckStatus.WARNING) {
        verdict = failing(status, check);
      } else if (verdict.status == CheckStatus.PASSING) {
        verdict = new AliasVerdict(CheckStatus.PASSING, "All checks passing.");
      }
    }
    return found
        ? verdict
        : new AliasVerdict(
            CheckStatus.CRITICAL,
            "Service " + alias.service() + " could not be found on node " + node);
  }

  private static AliasVerdict failing(CheckStatus status, HealthCheck check) {
    return new AliasVerdict(
        status, "Aliased check \"" + check.name() + "\" failing: " + check.output());
  }
}
