package org.lictor.registrar;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.lictor.command.Command;
import org.lictor.model.AutopilotConfig;

/**
 * Writes the autopilot configuration. Any thread; futures complete with the yes or no of the wire
 * when the change is durable and can be read here.
 */
public final class AutopilotWriter {
  private final CommandSubmitter submitter;

  public AutopilotWriter(CommandSubmitter submitter) {
    this.submitter = submitter;
  }

  /**
   * Puts {@code wanted} in place of what there is.
   *
   * @param onlyAtIndex the modify index that what there is must have; null for in any case
   */
  public CompletableFuture<Boolean> set(AutopilotConfig wanted, @Nullable Long onlyAtIndex) {
    return submitter.submit(new Command.AutopilotSet(wanted, onlyAtIndex));
  }

  /**
   * Sets what the settings say, as a cluster does when it starts for the first time: no, and
   * without effect, when something was set before.
   */
  public CompletableFuture<Boolean> introduce(AutopilotConfig ofSettings) {
    return set(ofSettings, 0L);
  }
}
