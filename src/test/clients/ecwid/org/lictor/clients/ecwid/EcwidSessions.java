package org.lictor.clients.ecwid;

import static org.assertj.core.api.Assertions.assertThat;

import com.ecwid.consul.v1.ConsulClient;
import com.ecwid.consul.v1.QueryParams;
import com.ecwid.consul.v1.kv.model.PutParams;
import com.ecwid.consul.v1.session.model.NewSession;
import com.ecwid.consul.v1.session.model.Session;
import org.lictor.clients.Agent;

/** Sessions and locks through {@code consul-api}. */
public final class EcwidSessions {
  private final ConsulClient consul;

  public EcwidSessions(Agent at) {
    consul = new ConsulClient(at.host(), at.port());
  }

  public void aLockHasOneHolderAtATime() {
    String first = session();
    String second = session();
    assertThat(acquire(first)).isTrue();
    assertThat(acquire(second)).isFalse();
    assertThat(consul.getKVValue("ecwid-lock").getValue().getSession()).isEqualTo(first);
    assertThat(release(second)).isFalse();
    assertThat(release(first)).isTrue();
    assertThat(acquire(second)).isTrue();
    consul.sessionDestroy(first, QueryParams.DEFAULT);
    consul.sessionDestroy(second, QueryParams.DEFAULT);
    assertThat(consul.getKVValue("ecwid-lock").getValue()).isNull();
  }

  public void aSessionIsListedRenewedAndDestroyed() {
    String id = session();
    Session info = consul.getSessionInfo(id, QueryParams.DEFAULT).getValue();
    assertThat(info.getName()).isEqualTo("ecwid");
    assertThat(consul.renewSession(id, QueryParams.DEFAULT).getValue().getId()).isEqualTo(id);
    assertThat(consul.getSessionList(QueryParams.DEFAULT).getValue())
        .extracting(Session::getId)
        .contains(id);
    assertThat(consul.getSessionNode(info.getNode(), QueryParams.DEFAULT).getValue())
        .extracting(Session::getId)
        .contains(id);
    consul.sessionDestroy(id, QueryParams.DEFAULT);
    assertThat(consul.getSessionInfo(id, QueryParams.DEFAULT).getValue()).isNull();
  }

  private String session() {
    NewSession session = new NewSession();
    session.setName("ecwid");
    session.setTtl("10s");
    session.setBehavior(Session.Behavior.DELETE);
    return consul.sessionCreate(session, QueryParams.DEFAULT).getValue();
  }

  private boolean acquire(String session) {
    PutParams lock = new PutParams();
    lock.setAcquireSession(session);
    return consul.setKVValue("ecwid-lock", "held", lock).getValue();
  }

  private boolean release(String session) {
    PutParams lock = new PutParams();
    lock.setReleaseSession(session);
    return consul.setKVValue("ecwid-lock", "free", lock).getValue();
  }
}
