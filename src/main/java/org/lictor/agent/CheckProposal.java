package org.lictor.agent;

import org.lictor.model.GoDuration;

/**
 * A check as somebody wants it, from a file or a request. Empty means "not said"; a null becomes
 * that, for a record kept by an older version lacks what is newer.
 *
 * @param id empty for the default: the name, or for a service's own check one made of the service's
 *     id
 * @param serviceId the local service that it speaks of; empty for the node
 * @param status the state to begin with; empty for critical
 * @param token kept for the registry's sake; never logged
 * @param deregisterCriticalServiceAfter how long its service may be critical before it is taken
 *     away; zero for ever
 */
public record CheckProposal(
    String id,
    String name,
    String notes,
    String serviceId,
    String status,
    String token,
    CheckRecipe recipe,
    GoDuration deregisterCriticalServiceAfter) {
  /** Nothing said at all, as in {@code "Check": {}}. */
  public static final CheckProposal NONE =
      new CheckProposal("", "", "", "", "", "", CheckRecipe.NONE, GoDuration.ZERO);

  public CheckProposal {
    id = id == null ? "" : id;
    name = name == null ? "" : name;
    notes = notes == null ? "" : notes;
    serviceId = serviceId == null ? "" : serviceId;
    status = status == null ? "" : status;
    token = token == null ? "" : token;
    recipe = recipe == null ? CheckRecipe.NONE : recipe;
    deregisterCriticalServiceAfter =
        deregisterCriticalServiceAfter == null ? GoDuration.ZERO : deregisterCriticalServiceAfter;
  }

  /** The same under another id and name. */
  CheckProposal named(String otherId, String otherName) {
    return new CheckProposal(
        otherId,
        otherName,
        notes,
        serviceId,
        status,
        token,
        recipe,
        deregisterCriticalServiceAfter);
  }

  /** The same as one of the service {@code otherId}. */
  CheckProposal ofService(String otherId) {
    return new CheckProposal(
        id, name, notes, otherId, status, token, recipe, deregisterCriticalServiceAfter);
  }

  /** What is kept and compared: without the token, which is kept apart. */
  CheckProposal withoutToken() {
    return new CheckProposal(
        id, name, notes, serviceId, status, "", recipe, deregisterCriticalServiceAfter);
  }

  @Override
  public String toString() {
    return "CheckProposal["
        + id
        + ", "
        + name
        + (serviceId().isEmpty() ? "" : ", of " + serviceId)
        + "]";
  }
}
