package org.lictor.agent;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lictor.model.CheckDefinition;
import org.lictor.model.CheckId;
import org.lictor.model.CheckStatus;
import org.lictor.model.HealthCheck;
import org.lictor.model.LogIndexes;
import org.lictor.model.NodeName;

/**
 * A check that this agent has registered.
 *
 * @param admitted what it is
 * @param inSync whether the catalog has it so, as far as is known and but for an output that may
 *     wait
 * @param revision of this word on it; a push that was made for another one says nothing of this
 * @param deferral not 0 while a changed output waits to be sent; then the number of that wait
 * @param criticalSince when it turned critical in this run of the agent; null while it is not
 * @param registration tells one registration of an id from the next, so that a result of the former
 *     is dropped
 */
record LocalCheck(
    AdmittedCheck admitted,
    Source source,
    CheckStatus status,
    String output,
    boolean inSync,
    long revision,
    long deferral,
    @Nullable Instant criticalSince,
    long registration) {
  static final String MAINTENANCE = "maintenance";

  CheckId id() {
    return admitted.id();
  }

  /** Empty for the node. */
  String serviceId() {
    return admitted.proposal().serviceId();
  }

  boolean isTtl() {
    return admitted.type().equals("ttl");
  }

  boolean isMaintenance() {
    return admitted.type().equals(MAINTENANCE);
  }

  LocalCheck synced(boolean yes) {
    return new LocalCheck(
        admitted, source, status, output, yes, revision, deferral, criticalSince, registration);
  }

  /** Not in sync, for a reason that is new. */
  LocalCheck dirty(long at) {
    return new LocalCheck(
        admitted, source, status, output, false, at, 0, criticalSince, registration);
  }

  LocalCheck withOutput(String later) {
    return new LocalCheck(
        admitted, source, status, later, inSync, revision, deferral, criticalSince, registration);
  }

  LocalCheck deferred(long number) {
    return new LocalCheck(
        admitted, source, status, output, inSync, revision, number, criticalSince, registration);
  }

  LocalCheck withStatus(CheckStatus later, String laterOutput, Instant now) {
    Instant since =
        later != CheckStatus.CRITICAL ? null : criticalSince == null ? now : criticalSince;
    return new LocalCheck(
        admitted, source, later, laterOutput, inSync, revision, deferral, since, registration);
  }

  boolean sameAs(AdmittedCheck other, Source from) {
    return source == from && admitted.equals(other);
  }

  /** As the catalog and the wire have it. */
  HealthCheck toHealthCheck(NodeName node, @Nullable LocalService service) {
    CheckProposal asked = admitted.proposal();
    boolean polled = !isMaintenance();
    return new HealthCheck(
        node,
        id(),
        asked.name(),
        status.word(),
        asked.notes(),
        output,
        service == null ? asked.serviceId() : service.id().value(),
        service == null ? "" : service.entry().name(),
        service == null ? List.of() : service.tags(),
        admitted.type(),
        polled ? asked.recipe().interval().toString() : "",
        polled ? asked.recipe().timeout().toString() : "",
        0,
        CheckDefinition.NONE,
        LogIndexes.NONE);
  }

  @Override
  public String toString() {
    return "LocalCheck[" + id() + ", " + status + (inSync ? "" : ", not in sync") + "]";
  }
}
