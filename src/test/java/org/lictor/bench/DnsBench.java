package org.lictor.bench;

import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import org.lictor.dns.DnsResponder;
import org.lictor.dns.DnsSettings;
import org.lictor.dns.TestRegistry;
import org.lictor.dns.net.DnsListeners;

/**
 * Opens DNS on the loopback address and answers until it is ended, for dnsperf: services {@code
 * few}, {@code some} and {@code thousand} have 3, 50 and 1,000 instances. The argument is the port.
 */
public final class DnsBench {
  private DnsBench() {}

  public static void main(String[] args) throws Exception {
    TestRegistry registry = new TestRegistry();
    registry.instances("few", 3);
    registry.instances("some", 50);
    registry.instances("thousand", 1000);
    DnsResponder responder =
        new DnsResponder(
            registry,
            () -> DnsSettings.DEFAULT,
            InstantSource.system(),
            new SplittableRandom(),
            () -> 0);
    InetSocketAddress address = new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0]));
    try (DnsListeners listeners = DnsListeners.open(List.of(address), responder)) {
      System.out.println("answering on " + listeners.addresses());
      Thread.currentThread().join();
    }
  }
}
