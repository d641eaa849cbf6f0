package org.lictor.agent;

import java.lang.System.Logger.Level;
import org.lictor.model.CheckId;
import org.lictor.model.CheckStatus;
import org.lictor.model.GoDuration;
import org.lictor.model.HealthCheck;

/**
 * Takes the node or a service out of service for a while, by a critical check that stays over
 * restarts (Consul API "Enable Maintenance Mode"). Turning on what is on, or off what is off,
 * changes nothing. Any thread.
 */
public final class Maintenance {
  /** The check of a node in maintenance. */
  public static final String NODE_CHECK = "_node_maintenance";

  /** How the checks of services in maintenance begin. */
  public static final String SERVICE_CHECK_PREFIX = "_service_maintenance:";

  private static final System.Logger LOG = System.getLogger("org.lictor.agent");

  private final LocalState state;
  private final LocalServices services;

  public Maintenance(LocalState state, LocalServices services) {
    this.state = state;
    this.services = services;
  }

  /** Turns the node's on or off; an empty reason becomes a default one. */
  public void node(boolean on, String reason) {
    turn(NODE_CHECK, "Node Maintenance Mode", "", on, reason, "node");
  }

  /**
   * Turns a service's on or off; an empty reason becomes a default one.
   *
   * @throws NotRegisteredException when there is no service of that id (404)
   */
  public void service(String id, boolean on, String reason) {
    synchronized (services) {
      LocalService service = state.image().services.get(LocalImage.key(id));
      if (service == null) {
        throw NotRegisteredException.service(id);
      }
      String own = service.id().value();
      turn(SERVICE_CHECK_PREFIX + own, "Service Maintenance Mode", own, on, reason, "service");
    }
  }

  /** Whether {@code check} is one of these, as {@code agent/health} asks. */
  public static boolean isMaintenance(HealthCheck check) {
    return isMaintenance(check.id().value());
  }

  static boolean isMaintenance(String id) {
    return id.equals(NODE_CHECK) || id.startsWith(SERVICE_CHECK_PREFIX);
  }

  static AdmittedCheck admitted(CheckProposal proposal, String token) {
    return new AdmittedCheck(
        new CheckId(proposal.id()),
        proposal,
        null,
        LocalCheck.MAINTENANCE,
        CheckStatus.CRITICAL,
        token);
  }

  private void turn(
      String id, String name, String service, boolean on, String reason, String what) {
    synchronized (services) {
      LocalCheck present = state.image().checks.get(LocalImage.key(id));
      if (on == (present != null)) {
        return;
      }
      if (present != null) {
        services.remove(present);
        LOG.log(Level.INFO, "leaving maintenance mode: check=" + id);
        return;
      }
      String notes =
          reason.isEmpty()
              ? "Maintenance mode is enabled for this "
                  + what
                  + ", but no reason was provided. This is a default message."
              : reason;
      services.putKept(
          admitted(
              new CheckProposal(
                  id,
                  name,
                  notes,
                  service,
                  CheckStatus.CRITICAL.word(),
                  "",
                  CheckRecipe.NONE,
                  GoDuration.ZERO),
              ""));
      LOG.log(Level.INFO, "entering maintenance mode: check=" + id);
    }
  }
}
