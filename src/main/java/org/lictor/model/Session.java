package org.lictor.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A promise to be there: it holds locks on keys until it is destroyed, its node or one of its
 * checks goes or fails, or nobody renews it (Consul HTTP API, "Sessions").
 *
 * @param name the client's; may be empty
 * @param lockDelay for how long nobody may lock a key that this session held when it ended
 * @param ttl in the wire's duration words, as its owner wrote it; empty or a zero when it needs no
 *     renewal
 * @param nodeChecks ids of checks on {@code node}
 * @param serviceChecks likewise, of its services
 * @param checks likewise, in the form of older clients
 */
public record Session(
    SessionId id,
    String name,
    NodeName node,
    GoDuration lockDelay,
    Behaviour behaviour,
    String ttl,
    @Nullable List<String> nodeChecks,
    @Nullable List<ServiceCheck> serviceChecks,
    @Nullable List<String> checks,
    LogIndexes indexes) {
  /** A longer delay is cut to this when the session ends. */
  public static final Duration LONGEST_LOCK_DELAY = Duration.ofSeconds(60);

  /** What becomes of the keys that a session holds when it ends. */
  public enum Behaviour {
    RELEASE,
    DELETE;

    /** The word on the wire. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A check of a service, as a client names it. */
  public record ServiceCheck(String id, String namespace) {}

  public Session {
    nodeChecks = Copies.listed(nodeChecks);
    serviceChecks = Copies.listed(serviceChecks);
    checks = Copies.listed(checks);
    try {
      GoDuration.parse(ttl.isEmpty() ? "0" : ttl);
    } catch (IllegalArgumentException e) {
      throw new InvalidModelException("session", String.valueOf(e.getMessage()));
    }
  }

  /** The same session with other indexes. */
  public Session at(LogIndexes other) {
    return new Session(
        id, name, node, lockDelay, behaviour, ttl, nodeChecks, serviceChecks, checks, other);
  }

  /** How long it lasts without being renewed; zero when for ever. */
  public Duration lifetime() {
    return ttl.isEmpty() ? Duration.ZERO : GoDuration.parse(ttl).toDuration();
  }

  /** The delay that its end puts on the keys that it holds; zero when none. */
  public Duration appliedLockDelay() {
    if (lockDelay.nanos() <= 0) {
      return Duration.ZERO;
    }
    Duration wanted = lockDelay.toDuration();
    return wanted.compareTo(LONGEST_LOCK_DELAY) > 0 ? LONGEST_LOCK_DELAY : wanted;
  }

  /** The ids of all checks that it depends on, in the order in which they were given. */
  public List<String> allChecks() {
    List<String> all = new ArrayList<>();
    if (nodeChecks != null) {
      all.addAll(nodeChecks);
    }
    if (checks != null) {
      all.addAll(checks);
    }
    if (serviceChecks != null) {
      serviceChecks.forEach(check -> all.add(check.id()));
    }
    return all;
  }

  /** Whether it ends when that check of its node does. */
  public boolean dependsOn(CheckId check) {
    for (String id : allChecks()) {
      if (id.equalsIgnoreCase(check.value())) {
        return true;
      }
    }
    return false;
  }
}
