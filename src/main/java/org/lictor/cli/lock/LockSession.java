package org.lictor.cli.lock;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.lictor.cli.net.AgentClient;
import org.lictor.cli.net.AgentException;
import org.lictor.cli.net.Json;
import org.lictor.cli.net.Query;

/** A session that a thread of its own renews until it is ended. Any thread. */
final class LockSession {
  private static final Duration TTL = Duration.ofSeconds(15);
  private static final long RETRY_MILLIS = 1000;

  private final AgentClient agent;
  private final String id;
  private final Thread renewer;
  private volatile boolean ended;

  private LockSession(AgentClient agent, String id) {
    this.agent = agent;
    this.id = id;
    this.renewer = new Thread(this::renew, "session-renewal");
    renewer.setDaemon(true);
  }

  /** Begins one. */
  static LockSession begin(AgentClient agent, String name, boolean deletesKeys)
      throws LockException {
    Map<String, Object> wanted = new TreeMap<>();
    wanted.put("Name", name);
    wanted.put("TTL", TTL.toSeconds() + "s");
    if (deletesKeys) {
      wanted.put("Behavior", "delete");
    }
    try {
      Map<String, Object> made =
          agent.put("/v1/session/create", new Query(), Json.write(wanted)).ok().object();
      LockSession session = new LockSession(agent, Json.text(made, "ID"));
      session.renewer.start();
      return session;
    } catch (AgentException e) {
      throw new LockException("failed to create session: " + e.getMessage());
    }
  }

  String id() {
    return id;
  }

  /** Ends when the session is gone: whoever watches its lock sees that. */
  private void renew() {
    long heard = System.nanoTime();
    long pause = TTL.toMillis() / 2;
    while (!ended && System.nanoTime() - heard < TTL.toNanos()) {
      try {
        Thread.sleep(pause);
        int status = agent.put("/v1/session/renew/".concat(id), new Query(), EMPTY).status();
        if (status == 404) {
          return;
        }
        if (status == 200) {
          heard = System.nanoTime();
        }
        pause = status == 200 ? TTL.toMillis() / 2 : RETRY_MILLIS;
      } catch (AgentException unreachable) {
        pause = RETRY_MILLIS;
      } catch (InterruptedException over) {
        return;
      }
    }
  }

  private static final byte[] EMPTY = "".getBytes(StandardCharsets.US_ASCII);

  /** Ends it; what cannot be told to the agent ends by itself soon. */
  void end() {
    ended = true;
    renewer.interrupt();
    try {
      agent.put("/v1/session/destroy/".concat(id), new Query(), EMPTY).ok();
    } catch (AgentException unreachable) {
      // its TTL ends it
    }
  }
}
