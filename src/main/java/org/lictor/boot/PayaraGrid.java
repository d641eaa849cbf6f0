package org.lictor.boot;

import com.hazelcast.core.HazelcastInstance;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/** The data grid that Payara has started for this process. */
final class PayaraGrid {
  private static final String JNDI_NAME = "payara/Hazelcast";

  private PayaraGrid() {}

  /**
   * The grid of an agent that was started as one, with our classes in it; null in a process that
   * has none, as a {@code -dev} agent, or whose grid knows nothing of us, as a WAR that was
   * deployed on a Payara Micro of its own.
   */
  @SuppressWarnings(
      "BanJNDI") // the name is ours, and an injected one must be there in each process
  static @Nullable HazelcastInstance find() {
    if (!Boolean.getBoolean("lictor.launch.grid.enabled")) {
      return null;
    }
    try {
      return (HazelcastInstance) new InitialContext().lookup(JNDI_NAME);
    } catch (NamingException e) {
      throw new IllegalStateException("the data grid did not start: " + e.getMessage(), e);
    }
  }
}
