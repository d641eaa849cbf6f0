package org.lictor.agent;

import java.util.List;
import org.lictor.model.ServiceEntry;
import org.lictor.model.ServiceId;

/**
 * A service that this agent has registered.
 *
 * @param entry as it is to be in the catalog
 * @param proposal as it was asked for
 * @param inSync whether the catalog has it so, as far as is known
 * @param revision of this word on it; a push that was made for another one says nothing of this
 */
record LocalService(
    ServiceEntry entry,
    ServiceProposal proposal,
    String token,
    Source source,
    boolean inSync,
    long revision) {
  ServiceId id() {
    return entry.id();
  }

  LocalService synced(boolean yes) {
    return new LocalService(entry, proposal, token, source, yes, revision);
  }

  /** Not in sync, for a reason that is new. */
  LocalService dirty(long at) {
    return new LocalService(entry, proposal, token, source, false, at);
  }

  /** The same with what the catalog has the last word on. */
  LocalService as(ServiceEntry other) {
    return new LocalService(other, proposal, token, source, inSync, revision);
  }

  boolean sameAs(AdmittedService other, Source from) {
    return source == from && proposal.equals(other.proposal()) && token.equals(other.token());
  }

  List<String> tags() {
    return entry.tags() == null ? List.of() : entry.tags();
  }

  @Override
  public String toString() {
    return "LocalService[" + id() + ", " + source + (inSync ? "" : ", not in sync") + "]";
  }
}
