package org.lictor.state;

import org.jspecify.annotations.Nullable;
import org.lictor.model.AutopilotConfig;
import org.lictor.model.LogIndexes;

/**
 * The autopilot configuration. Immutable; any thread may read.
 *
 * @param set what was set last; null when nothing ever was
 */
public record AutopilotTable(@Nullable AutopilotConfig set) {
  public static final AutopilotTable EMPTY = new AutopilotTable(null);

  /** What holds: what was set last, else the defaults. */
  public AutopilotConfig config() {
    return set == null ? AutopilotConfig.DEFAULT : set;
  }

  /** The index of the last change; 0 when there was none. */
  public long index() {
    return config().indexes().modify();
  }

  /** With another configuration in place of this one. Its index rises even if all is the same. */
  AutopilotTable with(AutopilotConfig wanted, long at, Touched touched) {
    touched.add(Topic.AUTOPILOT);
    return new AutopilotTable(
        wanted.at(set == null ? LogIndexes.createdAt(at) : set.indexes().modifiedAt(at)));
  }
}
