package org.lictor.http;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.lictor.agent.InstanceWatch;
import org.lictor.agent.LocalServices;
import org.lictor.agent.LocalState;
import org.lictor.agent.Maintenance;
import org.lictor.agent.TtlChecks;
import org.lictor.event.UserEvents;
import org.lictor.grid.Membership;
import org.lictor.http.wire.SelfJson;

/**
 * What the agent's own pages work with.
 *
 * @param sync has the catalog told of what changed here; completes when that was tried
 */
public record AgentParts(
    LocalState state,
    LocalServices services,
    TtlChecks ttlChecks,
    Maintenance maintenance,
    UserEvents events,
    Membership membership,
    Supplier<CompletableFuture<Void>> sync,
    Supplier<CompletableFuture<SelfJson>> self,
    Control control,
    InstanceWatch watch,
    SystemParts system) {
  /** What a caller may have the agent do with itself. */
  public interface Control {
    /**
     * Reads the settings again and applies the difference.
     *
     * @throws RuntimeException with a message fit for the caller when they cannot be used; nothing
     *     was changed then
     */
    void reload();

    /** Leaves the cluster; completes with whether that was done when others know. */
    CompletableFuture<Boolean> leave();

    /** Ends the process, soon and in order. */
    void stop();
  }
}
