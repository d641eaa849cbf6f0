package org.lictor.agent;

import org.jspecify.annotations.Nullable;
import org.lictor.check.CheckSpec;
import org.lictor.model.CheckId;
import org.lictor.model.CheckStatus;

/**
 * A check that passed {@link Admission}.
 *
 * @param proposal with all defaults filled in, without its token
 * @param spec how to run it; null for one that nobody runs, as maintenance is
 * @param type the word of the wire's {@code Type}
 */
public record AdmittedCheck(
    CheckId id,
    CheckProposal proposal,
    @Nullable CheckSpec spec,
    String type,
    CheckStatus status,
    String token) {
  @Override
  public String toString() {
    return "AdmittedCheck[" + id + ", " + type + "]";
  }
}
