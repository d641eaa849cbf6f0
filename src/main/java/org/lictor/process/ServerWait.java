package org.lictor.process;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A client does not start Payara before a server's grid can be reached: alone, as a member that
 * holds nothing, Payara would end with an error. So whichever is started first, they meet.
 */
final class ServerWait {
  private static final Logger LOG = System.getLogger("org.lictor.agent");
  private static final int CONNECT_MILLIS = 1_000;
  private static final long PAUSE_MILLIS = 500;

  /** It says so at first, and then every so many rounds. */
  private static final int ROUNDS_BETWEEN = 20;

  private ServerWait() {}

  /**
   * Returns at once on a server, else when an address of the cluster answers or the end is near.
   */
  static void untilThere(AgentProcess process) {
    if (!Boolean.getBoolean("lictor.launch.grid.lite")) return;
    List<InetSocketAddress> addresses =
        addresses(System.getProperty("lictor.launch.grid.members", ""));
    for (int round = 0; !process.isStopping() && !anyAnswers(addresses); round++) {
      if (round % ROUNDS_BETWEEN == 0) {
        ConsoleLog.global().open("");
        LOG.log(
            Level.WARNING, "no server can be reached yet, trying again: addresses=" + addresses);
      }
      try {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  static List<InetSocketAddress> addresses(String members) {
    List<InetSocketAddress> addresses = new ArrayList<>();
    for (String member : members.split(",")) {
      int colon = member.lastIndexOf(':');
      String port = member.substring(colon + 1);
      if (colon > 0 && port.matches("[0-9]{1,5}")) {
        String host = member.substring(0, colon).replace("[", "").replace("]", "");
        addresses.add(new InetSocketAddress(host, Integer.parseInt(port)));
      }
    }
    return addresses;
  }

  private static boolean anyAnswers(List<InetSocketAddress> addresses) {
    for (InetSocketAddress address : addresses) {
      try (Socket socket = new Socket()) {
        // Resolved anew each time: a name may come to be known later.
        socket.connect(
            new InetSocketAddress(address.getHostString(), address.getPort()), CONNECT_MILLIS);
        return true;
      } catch (IOException notYet) {
        // The next one, or the next round.
      }
    }
    return false;
  }
}
