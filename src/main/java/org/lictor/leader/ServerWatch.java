package org.lictor.leader;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.lictor.consensus.CommandLog;
import org.lictor.consensus.Peers;
import org.lictor.grid.Membership;
import org.lictor.leader.ServerReport.Server;
import org.lictor.model.AutopilotConfig;
import org.lictor.model.Member;
import org.lictor.model.Node;
import org.lictor.query.Answer;
import org.lictor.query.CatalogQuery;
import org.lictor.query.OperatorQuery;
import org.lictor.query.QueryOptions;
import org.lictor.query.Registry;

/**
 * Tells how the servers are: it brings together who takes part in the log, who is a member and what
 * this server's log says of itself, and remembers since when each is as it is. Any thread.
 */
public final class ServerWatch {
  /** How often to {@link #look}, so that a change is dated when it happens; Consul's period. */
  public static final Duration PERIOD = Duration.ofSeconds(2);

  private final @Nullable String self;
  private final Peers peers;
  private final Membership membership;
  private final CommandLog log;
  private final Registry registry;
  private final InstantSource clock;

  /** By peer; of the present ones only. Guarded by itself. */
  private final Map<String, Stability> stability = new HashMap<>();

  private record Stability(boolean healthy, Instant since) {}

  /**
   * On one agent.
   *
   * @param self the agent's address among the peers; null when it is none of them
   * @param log the agent's
   */
  public ServerWatch(
      @Nullable String self,
      Peers peers,
      Membership membership,
      CommandLog log,
      Registry registry,
      InstantSource clock) {
    this.self = self;
    this.peers = peers;
    this.membership = membership;
    this.log = log;
    this.registry = registry;
    this.clock = clock;
  }

  /** Notes how the servers are; that it cannot be told now is no failure. */
  public void look() {
    report().exceptionally(problem -> new ServerReport(0, List.of()));
  }

  /** How the servers are. Fails with {@link org.lictor.consensus.NoLeaderException}. */
  public CompletableFuture<ServerReport> report() {
    CompletableFuture<AutopilotConfig> rules =
        registry.ask(new OperatorQuery.Autopilot(), QueryOptions.STALE).thenApply(Answer::value);
    return peers
        .configuration()
        .thenCombine(membership.members(), Seen::new)
        .thenCompose(this::withMetadata)
        .thenCombine(rules, this::report);
  }

  /** Who takes part, the member of each by address, and the metadata of each by name. */
  private record Seen(
      Peers.Configuration configuration,
      Map<String, Member> members,
      Map<String, Map<String, String>> metadata) {
    Seen(Peers.Configuration configuration, List<Member> members) {
      this(configuration, byAddress(members), new ConcurrentHashMap<>());
    }

    @Nullable Member member(Peers.Peer peer) {
      return members.get(peer.address());
    }

    /**
     * Its node's, as in Consul. A server that came back without its disk is another peer at the
     * address of the old one, and either has the id that it has in the log.
     */
    String id(Peers.Peer peer) {
      Member member = member(peer);
      String id = member == null ? "" : member.tags().getOrDefault("id", "");
      return id.isEmpty() || sharesAddress(peer) ? peer.id() : id;
    }

    private boolean sharesAddress(Peers.Peer peer) {
      return configuration.peers().stream()
          .anyMatch(other -> !other.id().equals(peer.id()) && address(other).equals(address(peer)));
    }

    /** That of the member: the peer's own tells the grid's port while the server is not there. */
    String address(Peers.Peer peer) {
      Member member = member(peer);
      return member == null ? peer.address() : serverAddress(member);
    }
  }

  private CompletableFuture<Seen> withMetadata(Seen seen) {
    List<CompletableFuture<?>> asked = new ArrayList<>();
    for (Peers.Peer peer : seen.configuration().peers()) {
      Member member = seen.member(peer);
      if (member != null) {
        asked.add(
            registry
                .ask(new CatalogQuery.NodeNamed(member.name()), QueryOptions.STALE)
                .thenAccept(
                    answer -> seen.metadata().put(member.name(), metadata(answer.value()))));
      }
    }
    return CompletableFuture.allOf(asked.toArray(new CompletableFuture<?>[0]))
        .thenApply(nothing -> seen);
  }

  private ServerReport report(Seen seen, AutopilotConfig rules) {
    Peers.Configuration configuration = seen.configuration();
    boolean led = configuration.peers().stream().anyMatch(Peers.Peer::leader);
    long ends = end(configuration.peers());
    List<Server> servers = new ArrayList<>();
    synchronized (stability) {
      stability.keySet().retainAll(configuration.peers().stream().map(Peers.Peer::id).toList());
      for (Peers.Peer peer : configuration.peers()) {
        servers.add(server(peer, seen, led && keepsUp(peer, ends, rules), rules));
      }
    }
    return new ServerReport(configuration.index(), servers);
  }

  /** Where the leader's log ends. */
  private static long end(List<Peers.Peer> peers) {
    return peers.stream()
        .filter(Peers.Peer::leader)
        .mapToLong(leader -> leader.progress() == null ? 0 : leader.progress().lastIndex())
        .findAny()
        .orElse(0);
  }

  private static boolean keepsUp(Peers.Peer peer, long end, AutopilotConfig rules) {
    return peer.progress() == null || end - peer.progress().lastIndex() <= rules.maxTrailingLogs();
  }

  private Server server(Peers.Peer peer, Seen seen, boolean led, AutopilotConfig rules) {
    // The silence between two heartbeats is none.
    Duration longestSilence = rules.lastContactThreshold().toDuration().plus(Peers.USUAL_SILENCE);
    Member member = seen.member(peer);
    boolean here = peer.address().equals(self);
    Peers.Progress progress = peer.progress();
    Duration contact = contact(peer, here);
    boolean healthy =
        led
            && member != null
            && member.status() == Member.Status.ALIVE
            && (contact == null || peer.leader() || contact.compareTo(longestSilence) <= 0);
    return new Server(
        seen.id(peer),
        peer.id(),
        seen.address(peer),
        member,
        peer.leader(),
        peer.voter(),
        healthy,
        since(peer.id(), healthy),
        contact,
        progress != null ? progress.term() : null,
        progress != null ? (Long) progress.lastIndex() : here ? (Long) log.lastApplied() : null,
        member == null ? Map.of() : seen.metadata().getOrDefault(member.name(), Map.of()));
  }

  private @Nullable Duration contact(Peers.Peer peer, boolean here) {
    if (peer.leader()) return Duration.ZERO;
    if (here) return Duration.ofMillis(log.leadership().lastContactMillis());
    return peer.progress() == null ? null : Duration.ofMillis(peer.progress().silentMillis());
  }

  private Instant since(String id, boolean healthy) {
    Stability known = stability.get(id);
    if (known == null || known.healthy() != healthy) {
      known = new Stability(healthy, clock.instant().truncatedTo(ChronoUnit.SECONDS));
      stability.put(id, known);
    }
    return known.since();
  }

  private static Map<String, String> metadata(Optional<Node> node) {
    Map<String, String> meta = node.map(Node::meta).orElse(null);
    return meta == null ? Map.of() : meta;
  }

  private static Map<String, Member> byAddress(List<Member> members) {
    Map<String, Member> servers = new HashMap<>();
    for (Member member : members) {
      if (member.isServer()) {
        // A peer that is not there may be known by its place in the grid alone.
        servers.put(member.address() + ":" + member.port(), member);
        servers.put(serverAddress(member), member);
      }
    }
    return servers;
  }

  private static String serverAddress(Member member) {
    return member.address() + ":" + member.tags().getOrDefault("port", "");
  }
}
