package org.lictor.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Hosts of a network of their own on this machine, 1 and on: each is a network namespace with one
 * address, and all traffic between them passes a router, itself a namespace, that loses it on
 * demand. Packets are lost without a word, as on a broken network. Number 0 is this process, which
 * reaches all hosts unless that is cut too.
 *
 * <p>Needs root and {@code ip}; a test asks with {@link #assumeAvailable}. Not for several threads.
 */
final class Namespaces implements AutoCloseable {
  static final int OUTSIDE = 0;

  private static final Random RANDOM = new Random();
  private static final int MOST_HOSTS = 100;
  private static final int ATTEMPTS = 5;
  private static Optional<String> missing;

  /** Packets from one host to another are lost. */
  private record Cut(int from, int to) {}

  private final String name = "lt%04x".formatted(RANDOM.nextInt(1 << 16));
  private final String network = "10.213." + RANDOM.nextInt(1, 255) + ".";
  private final List<String> made = new ArrayList<>();
  private final Set<Cut> cuts = new LinkedHashSet<>();
  private final Thread hook = new Thread(this::tearDown, "teardown-" + name);

  private Namespaces() {}

  /** Skips the test, with the reason, where there can be no namespaces; to be called in each. */
  static void assumeAvailable() {
    Optional<String> why = missing();
    assumeTrue(why.isEmpty(), () -> "no network namespaces here: " + why.orElseThrow());
  }

  /** Whether tests can use it. */
  static boolean available() {
    return missing().isEmpty();
  }

  private static synchronized Optional<String> missing() {
    if (missing == null) {
      missing = tryOut();
    }
    return missing;
  }

  private static Optional<String> tryOut() {
    if (!Ran.has("ip")) {
      return Optional.of("ip is not here (iproute2)");
    }
    try (Namespaces hosts = create(1)) {
      hosts.cut(1, OUTSIDE);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** Makes a network with this many hosts. */
  static Namespaces create(int hosts) throws IOException {
    if (hosts > MOST_HOSTS) {
      throw new IllegalArgumentException("too many hosts: " + hosts);
    }
    IOException failure = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Namespaces made = new Namespaces();
      Runtime.getRuntime().addShutdownHook(made.hook);
      try {
        made.build(hosts);
        return made;
      } catch (IOException taken) {
        made.close();
        failure = taken;
      }
    }
    throw failure;
  }

  private void build(int hosts) throws IOException {
    if (ip("-4 route show").contains(" " + network) || ip("-4 addr show").contains(network)) {
      throw new IOException("the network is taken: " + network + "0/24");
    }
    addNamespace(router());
    must("ip netns exec " + router() + " sysctl -qw net.ipv4.ip_forward=1");
    addOutside();
    for (int host = 1; host <= hosts; host++) {
      addHost(host);
    }
  }

  private void addNamespace(String namespace) throws IOException {
    ip("netns add " + namespace);
    made.add(namespace);
    ip("-n " + namespace + " link set lo up");
  }

  private void addOutside() throws IOException {
    ip("link add %so type veth peer name h0 netns %s".formatted(name, router()));
    connectRouter(OUTSIDE);
    ip("addr add %s/32 dev %so".formatted(address(OUTSIDE), name));
    ip("link set %so up".formatted(name));
    ip("route add %s0/24 via %s dev %so onlink".formatted(network, gateway(), name));
  }

  private void addHost(int host) throws IOException {
    String namespace = namespace(host);
    addNamespace(namespace);
    ip("-n %s link add h%d type veth peer name eth0 netns %s".formatted(router(), host, namespace));
    connectRouter(host);
    ip("-n %s addr add %s/32 dev eth0".formatted(namespace, address(host)));
    ip("-n %s link set eth0 up".formatted(namespace));
    ip("-n %s route add default via %s dev eth0 onlink".formatted(namespace, gateway()));
  }

  private void connectRouter(int host) throws IOException {
    ip("-n %s addr add %s/32 dev h%d".formatted(router(), gateway(), host));
    ip("-n %s link set h%d up".formatted(router(), host));
    ip("-n %s route add %s dev h%d".formatted(router(), address(host), host));
  }

  private String router() {
    return name + "-r";
  }

  private String gateway() {
    return network + 254;
  }

  private String namespace(int host) {
    return name + "-" + host;
  }

  /** The address of a host, or of this process as the hosts see it. */
  String address(int host) {
    return network + (host == OUTSIDE ? 253 : host);
  }

  /** Where to run a host's processes. */
  Place place(int host) {
    return host == OUTSIDE
        ? new Place(address(host), List.of())
        : new Place(address(host), List.of("ip", "netns", "exec", namespace(host)));
  }

  /** From now on what {@code from} sends to {@code to} is lost; the other way is open. */
  void cut(int from, int to) throws IOException {
    if (cuts.add(new Cut(from, to))) {
      rule("add", from, to);
    }
  }

  /** Cuts both ways between two hosts. */
  void separate(int one, int other) throws IOException {
    cut(one, other);
    cut(other, one);
  }

  /** Cuts one host off from some others both ways. */
  void separate(int one, List<Integer> others) throws IOException {
    for (int other : others) {
      if (other != one) {
        separate(one, other);
      }
    }
  }

  /** Cuts one host off from all others both ways; this process still reaches it. */
  void isolate(int host) throws IOException {
    separate(host, hosts());
  }

  private List<Integer> hosts() {
    List<Integer> hosts = new ArrayList<>();
    for (int host = 1; host < made.size(); host++) {
      hosts.add(host);
    }
    return hosts;
  }

  /** What {@code from} sends to {@code to} arrives again. */
  void heal(int from, int to) throws IOException {
    if (cuts.remove(new Cut(from, to))) {
      rule("del", from, to);
    }
  }

  /** Takes back all cuts. */
  void heal() throws IOException {
    for (Cut cut : List.copyOf(cuts)) {
      heal(cut.from(), cut.to());
    }
  }

  private void rule(String verb, int from, int to) throws IOException {
    ip(
        "-n %s rule %s from %s to %s blackhole"
            .formatted(router(), verb, address(from), address(to)));
  }

  private static String ip(String arguments) throws IOException {
    return must("ip " + arguments);
  }

  private static String must(String line) throws IOException {
    try {
      Ran ran = Ran.command(List.of(line.split(" ")));
      if (ran.exit() != 0) {
        throw new IOException(line + ": " + ran.err().strip());
      }
      return ran.out();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ends what still runs in the hosts, and takes all away; the veth pairs go with their ends. */
  private void tearDown() {
    for (String namespace : made) {
      quietly("ip netns pids " + namespace + " | xargs -r kill -9");
      quietly("ip netns del " + namespace);
    }
    quietly("ip link del " + name + "o");
    made.clear();
  }

  private static void quietly(String line) {
    try {
      Ran.command(List.of("sh", "-c", line + " 2>/dev/null"));
    } catch (IOException e) {
      // There is nothing left to try.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    tearDown();
    Runtime.getRuntime().removeShutdownHook(hook);
  }
}
