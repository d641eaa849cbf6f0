package org.lictor.leader;

import java.time.Duration;
import java.time.InstantSource;
import org.lictor.command.Command;
import org.lictor.registrar.CommandSubmitter;
import org.lictor.state.Restoration;
import org.lictor.state.StateStore;

/**
 * Has the parts of a restore forgotten of which nothing more comes, as when the agent that brought
 * them was stopped. The leader runs it now and then.
 */
public final class StagedRestoreReaper implements Runnable {
  public static final Duration PERIOD = Duration.ofMinutes(1);

  /** Who brings parts tries each for some ten seconds, and half a minute for an unknown outcome. */
  static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final System.Logger LOG = System.getLogger("org.lictor.leader");

  private final StateStore store;
  private final CommandSubmitter submitter;
  private final InstantSource clock;

  public StagedRestoreReaper(StateStore store, CommandSubmitter submitter, InstantSource clock) {
    this.store = store;
    this.submitter = submitter;
    this.clock = clock;
  }

  @Override
  public void run() {
    Restoration.Staged staged = store.image().restoration().staged();
    if (staged == null || clock.millis() - staged.touchedMillis() < PATIENCE.toMillis()) {
      return;
    }
    LOG.log(
        System.Logger.Level.INFO,
        "a restore was not finished and is dropped: parts=" + staged.parts());
    var unused =
        submitter.submit(new Command.RestoreDrop(staged.id())).exceptionally(problem -> false);
  }
}
