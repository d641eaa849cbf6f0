package org.lictor.boot;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;

/**
 * How much room the heap has beyond what is used. Under load the JVM's own measure: with little
 * room the old generation is collected every few hundred requests. But what the start needed is not
 * needed again, and an idle agent keeps little more than it uses.
 */
final class HeapRoom {
  private static final Logger LOG = System.getLogger("org.lictor.agent");
  private static final String LEAST = "MinHeapFreeRatio";
  private static final String MOST = "MaxHeapFreeRatio";
  private static final String LEAST_WHEN_IDLE = "3";
  private static final String MOST_WHEN_IDLE = "6";

  private HeapRoom() {}

  /** Collects all garbage and gives memory back to the system down to what is used. */
  static synchronized void giveBack() {
    try {
      HotSpotDiagnosticMXBean jvm =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      String least = jvm.getVMOption(LEAST).getValue();
      String most = jvm.getVMOption(MOST).getValue();
      // At no time may the least be above the most.
      jvm.setVMOption(LEAST, LEAST_WHEN_IDLE);
      jvm.setVMOption(MOST, MOST_WHEN_IDLE);
      System.gc();
      jvm.setVMOption(MOST, most);
      jvm.setVMOption(LEAST, least);
    } catch (IllegalArgumentException e) {
      LOG.log(Level.DEBUG, "this JVM does not let its heap be sized: " + e.getMessage());
      System.gc();
    }
  }
}
