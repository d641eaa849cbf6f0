package org.lictor.clients.kiwi;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.net.HostAndPort;
import java.util.List;
import org.kiwiproject.consul.Consul;
import org.kiwiproject.consul.KeyValueClient;
import org.kiwiproject.consul.SessionClient;
import org.kiwiproject.consul.model.session.ImmutableSession;
import org.kiwiproject.consul.model.session.SessionInfo;
import org.kiwiproject.consul.util.LeaderElectionUtil;
import org.lictor.clients.Agent;
import org.lictor.clients.Eventually;

/** Sessions and locks through {@code consul-client}. */
public final class KiwiSessions {
  private final Consul consul;
  private final SessionClient sessions;
  private final KeyValueClient keys;

  public KiwiSessions(Agent at) {
    consul = Consul.builder().withHostAndPort(HostAndPort.fromParts(at.host(), at.port())).build();
    sessions = consul.sessionClient();
    keys = consul.keyValueClient();
  }

  public void aLockHasOneHolderAtATime() {
    String first = session("first", "0s");
    String second = session("second", "0s");
    assertThat(keys.acquireLock("kiwi-lock/one", "mine", first)).isTrue();
    assertThat(keys.acquireLock("kiwi-lock/one", "mine", second)).isFalse();
    assertThat(keys.getSession("kiwi-lock/one")).contains(first);
    assertThat(keys.releaseLock("kiwi-lock/one", second)).isFalse();
    assertThat(keys.releaseLock("kiwi-lock/one", first)).isTrue();
    assertThat(keys.getSession("kiwi-lock/one")).isEmpty();
    assertThat(keys.acquireLock("kiwi-lock/one", "yours", second)).isTrue();
    assertThat(keys.getValue("kiwi-lock/one").orElseThrow().getLockIndex()).isEqualTo(2);
    sessions.destroySession(second);
    assertThat(keys.getSession("kiwi-lock/one")).isEmpty();
    sessions.destroySession(first);
    keys.deleteKeys("kiwi-lock/");
  }

  public void aLockDelayKeepsTheNextHolderWaiting() throws Exception {
    String first = session("delayed", "2s");
    String second = session("waiting", "2s");
    assertThat(keys.acquireLock("kiwi-delay", "1", first)).isTrue();
    sessions.destroySession(first);
    assertThat(keys.acquireLock("kiwi-delay", "2", second)).isFalse();
    Eventually.holds("the lock", () -> keys.acquireLock("kiwi-delay", "2", second));
    sessions.destroySession(second);
    keys.deleteKey("kiwi-delay");
  }

  public void aSessionIsListedRenewedAndDestroyed() {
    String id = session("kiwi", "0s");
    SessionInfo info = sessions.getSessionInfo(id).orElseThrow();
    assertThat(info.getName()).contains("kiwi");
    assertThat(info.getTtl()).contains("10s");
    assertThat(info.getBehavior()).isEqualTo("release");
    assertThat(sessions.renewSession(id)).isPresent();
    assertThat(sessions.listSessions()).extracting(SessionInfo::getId).contains(id);
    assertThat(sessions.listSessions("dc1")).extracting(SessionInfo::getId).contains(id);
    sessions.destroySession(id);
    assertThat(sessions.getSessionInfo(id)).isEmpty();
    assertThat(sessions.listSessions()).extracting(SessionInfo::getId).doesNotContain(id);
  }

  public void theKeysOfADeletingSessionGoWithIt() {
    String id =
        sessions
            .createSession(ImmutableSession.builder().behavior("delete").lockDelay("0s").build())
            .getId();
    assertThat(keys.acquireLock("kiwi-ephemeral", "here", id)).isTrue();
    sessions.destroySession(id);
    assertThat(keys.getValue("kiwi-ephemeral")).isEmpty();
  }

  public void oneOfTwoIsElectedLeaderOfAService() {
    LeaderElectionUtil one = new LeaderElectionUtil(consul);
    LeaderElectionUtil two = new LeaderElectionUtil(consul);
    assertThat(one.electNewLeaderForService("kiwi-elected", "one")).contains("one");
    assertThat(two.electNewLeaderForService("kiwi-elected", "two")).contains("one");
    assertThat(two.getLeaderInfoForService("kiwi-elected")).contains("one");
    assertThat(one.releaseLockForService("kiwi-elected")).isTrue();
    assertThat(List.of(one, two))
        .allSatisfy(e -> assertThat(e.getLeaderInfoForService("kiwi-elected")).isEmpty());
  }

  private String session(String name, String lockDelay) {
    return sessions
        .createSession(
            ImmutableSession.builder().name(name).ttl("10s").lockDelay(lockDelay).build())
        .getId();
  }
}
