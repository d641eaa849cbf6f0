package org.lictor.leader;

import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lictor.consensus.Peers;
import org.lictor.consensus.Peers.Configuration;
import org.lictor.consensus.Peers.Peer;
import org.lictor.grid.LiveMembers;
import org.lictor.grid.LiveMembers.Live;
import org.lictor.model.Member;

/**
 * Takes a server off the log's configuration that has been gone for a while, when another one can
 * take its place ({@link DeadPeer} has the rule). It sees how long only by looking at each {@link
 * #run}, so a term of the leader has its own; {@link #run} is for one thread, every {@link
 * AutopilotSettings#PERIOD}.
 */
public final class Autopilot {
  private static final System.Logger LOG = System.getLogger("org.lictor.leader");

  /** A look that takes longer has lost an answer. */
  private static final int LIMIT_SECONDS = 30;

  private final LiveMembers live;
  private final Peers peers;
  private final InstantSource clock;
  private final String datacenter;
  private final Supplier<AutopilotSettings> settings;
  private final AtomicBoolean busy = new AtomicBoolean();

  // Handed from run to run by busy.
  private final Map<String, Instant> goneSince = new HashMap<>();
  private final Map<String, Instant> spareSince = new HashMap<>();

  /**
   * @param settings asked at each look: an operator may change them
   */
  public Autopilot(
      LiveMembers live,
      Peers peers,
      InstantSource clock,
      String datacenter,
      Supplier<AutopilotSettings> settings) {
    this.live = live;
    this.peers = peers;
    this.clock = clock;
    this.datacenter = datacenter;
    this.settings = settings;
  }

  /** Looks, and removes one peer at most; does nothing while an earlier look is under way. */
  public void run() {
    if (!settings.get().cleanupDeadServers() || !busy.compareAndSet(false, true)) {
      return;
    }
    try {
      peers
          .configuration()
          .thenCompose(this::look)
          .orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
          .whenComplete(
              (done, failure) -> {
                busy.set(false);
                if (failure != null) {
                  LOG.log(Level.DEBUG, "could not look after the servers", failure);
                }
              });
    } catch (RuntimeException defect) {
      busy.set(false);
      throw defect;
    }
  }

  private CompletableFuture<@Nullable Void> look(Configuration configuration) {
    Set<String> alive = new HashSet<>();
    Set<String> spares = new HashSet<>();
    for (Live one : new PresentMembers(live.live(), datacenter).all()) {
      if (one.member().isServer()) {
        Peer peer = peerOf(one.member(), configuration.peers());
        if (peer == null) {
          spares.add(one.incarnation());
        } else {
          alive.add(peer.id());
        }
      }
    }
    Set<String> gone = new HashSet<>();
    configuration.peers().forEach(peer -> gone.add(peer.id()));
    gone.removeAll(alive);
    DeadPeer decision =
        new DeadPeer(
            configuration, alive, lasting(goneSince, gone), lasting(spareSince, spares).size());
    Peer dead = decision.toRemove(settings.get().expectedVoters()).orElse(null);
    return dead == null ? CompletableFuture.completedFuture(null) : remove(dead);
  }

  private CompletableFuture<@Nullable Void> remove(Peer dead) {
    LOG.log(Level.INFO, "removing a dead server: peer=" + dead.id() + " address=" + dead.address());
    return peers
        .remove(dead.id())
        .<@Nullable Void>handle(
            (done, failure) -> {
              if (failure != null) {
                LOG.log(
                    Level.WARNING,
                    "could not remove a dead server: peer="
                        + dead.id()
                        + " error="
                        + failure.getMessage());
              }
              return null;
            });
  }

  /**
   * The peer that a server stands behind; null when it is none. One that tells its peer's id is no
   * other, even at another's address: it has lost its disk.
   */
  private @Nullable Peer peerOf(Member server, Collection<Peer> all) {
    String told = server.tags().getOrDefault(settings.get().peerTag(), "");
    String host = server.address().contains(":") ? "[" + server.address() + "]" : server.address();
    String address = host + ":" + server.tags().getOrDefault("port", "");
    for (Peer peer : all) {
      if (told.isEmpty() ? peer.address().equals(address) : peer.id().equals(told)) {
        return peer;
      }
    }
    return null;
  }

  /** Those of {@code now} that have been so at each look for long enough. */
  private Set<String> lasting(Map<String, Instant> since, Set<String> now) {
    Instant looked = clock.instant();
    since.keySet().retainAll(now);
    now.forEach(id -> since.putIfAbsent(id, looked));
    Set<String> lasting = new HashSet<>();
    since.forEach(
        (id, first) -> {
          if (!first.plus(settings.get().stabilization()).isAfter(looked)) {
            lasting.add(id);
          }
        });
    return lasting;
  }
}
