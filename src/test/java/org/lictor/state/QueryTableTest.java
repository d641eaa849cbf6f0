package org.lictor.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.lictor.command.Command;
import org.lictor.command.Outcome;
import org.lictor.model.GoDuration;
import org.lictor.model.LogIndexes;
import org.lictor.model.NodeName;
import org.lictor.model.PreparedQuery;
import org.lictor.model.QueryFailover;
import org.lictor.model.QueryTemplate;
import org.lictor.model.ServiceQuery;
import org.lictor.model.Session;
import org.lictor.model.SessionId;

class QueryTableTest {
  private static final String FIRST = "11111111-0000-0000-0000-000000000000";
  private static final String SESSION = "aaaaaaaa-0000-0000-0000-00000000000b";
  private static final String SECOND = "22222222-0000-0000-0000-000000000000";

  private final TestStore store = new TestStore();

  @Test
  void aNameIsFoundInAnyLetterCase() {
    set(query(FIRST, "Web"));
    assertThat(idNamed("WEB")).isEqualTo(FIRST);
    assertThat(idNamed("web")).isEqualTo(FIRST);
    assertThat(idNamed("webx")).isNull();
    assertThat(idNamed("")).isNull();
  }

  @Test
  void theTemplateWithTheLongestBeginningAnswersForAName() {
    set(template(FIRST, ""));
    set(template(SECOND, "Geo-"));
    assertThat(idNamed("geo-db")).isEqualTo(SECOND);
    assertThat(idNamed("GEO-")).isEqualTo(SECOND);
    assertThat(idNamed("geo")).isEqualTo(FIRST);
    assertThat(idNamed("")).isEqualTo(FIRST);
  }

  @Test
  void aQueryThatIsNoTemplateAnswersForItsWholeNameAlone() {
    set(template(FIRST, ""));
    set(query(SECOND, "geo-"));
    assertThat(idNamed("geo-")).isEqualTo(SECOND);
    assertThat(idNamed("geo-db")).isEqualTo(FIRST);
  }

  @Test
  void twoQueriesCannotHaveOneName() {
    set(query(FIRST, "web"));
    assertThat(set(query(SECOND, "WEB")))
        .isEqualTo(new Outcome.Refused("name 'WEB' aliases an existing query name"));
    assertThat(set(template(SECOND, "Web"))).isInstanceOf(Outcome.Refused.class);
    assertThat(table().byId()).containsOnlyKeys(FIRST);
  }

  @Test
  void aNameCannotBeAnothersId() {
    set(query(FIRST, "web"));
    assertThat(set(query(SECOND, FIRST)))
        .isEqualTo(new Outcome.Refused("name '" + FIRST + "' aliases an existing query ID"));
  }

  @Test
  void aQueryMayTakeAnotherNameAndTheOldOneIsFree() {
    set(query(FIRST, "web"));
    set(query(FIRST, "api"));
    assertThat(idNamed("web")).isNull();
    assertThat(idNamed("api")).isEqualTo(FIRST);
    assertThat(set(query(SECOND, "web"))).isEqualTo(Outcome.DONE);
  }

  @Test
  void everyWriteRaisesTheModifyIndex() {
    set(query(FIRST, "web"));
    set(query(FIRST, "web"));
    assertThat(get(FIRST).indexes()).isEqualTo(new LogIndexes(1, 2));
    assertThat(table().index()).isEqualTo(2);
  }

  @Test
  void whatIsToBeChangedMustBeThere() {
    assertThat(store.apply(new Command.PreparedQuerySet(query(FIRST, "web"), true)))
        .isEqualTo(
            new Outcome.Refused("Cannot modify non-existent prepared query: '" + FIRST + "'"));
    assertThat(store.apply(new Command.PreparedQueryDelete(FIRST)))
        .isEqualTo(
            new Outcome.Refused("Cannot modify non-existent prepared query: '" + FIRST + "'"));
    assertThat(table()).isEqualTo(QueryTable.EMPTY);
  }

  @Test
  void aDeletedQueryIsGoneAndTheIndexRises() {
    set(query(FIRST, "web"));
    store.apply(new Command.PreparedQueryDelete(FIRST));
    assertThat(table().byId()).isEmpty();
    assertThat(table().idsByName()).isEmpty();
    assertThat(table().index()).isEqualTo(2);
  }

  @Test
  void queriesOfOneSessionGoTogether() {
    Touched touched = new Touched();
    QueryTable all =
        QueryTable.EMPTY
            .set(ofSession(FIRST, "s1"), 1, touched)
            .set(ofSession(SECOND, "s2"), 2, touched);
    QueryTable left = all.deleteOf("s1", 3, touched);
    assertThat(left.byId()).containsOnlyKeys(SECOND);
    assertThat(left.index()).isEqualTo(3);
    assertThat(left.deleteOf("s1", 4, touched)).isSameAs(left);
  }

  @Test
  void aQueryGoesWithItsSession() {
    store.node("n1");
    assertThat(set(ofSession(FIRST, SESSION)))
        .isEqualTo(new Outcome.Refused("invalid session \"" + SESSION + "\""));
    store.apply(
        new Command.SessionCreate(
            new Session(
                new SessionId(SESSION),
                "",
                new NodeName("n1"),
                GoDuration.ZERO,
                Session.Behaviour.RELEASE,
                "",
                List.of(),
                List.of(),
                List.of(),
                LogIndexes.NONE)));
    assertThat(set(ofSession(FIRST, SESSION.toUpperCase(Locale.ROOT)))).isEqualTo(Outcome.DONE);
    assertThat(set(query(SECOND, "web"))).isEqualTo(Outcome.DONE);
    WatchSet watches = store.store.watch(List.of(Topic.QUERIES));
    store.deregister("n1", null, null);
    assertThat(table().byId()).containsOnlyKeys(SECOND);
    assertThat(watches.fired()).isTrue();
  }

  @Test
  void whoWatchesHearsOfAChange() {
    WatchSet watches = store.store.watch(List.of(Topic.QUERIES));
    store.set("k", "v");
    assertThat(watches.fired()).isFalse();
    set(query(FIRST, "web"));
    assertThat(watches.fired()).isTrue();
  }

  @Test
  void theySurviveASnapshotAndOtherCommands() {
    set(full(FIRST));
    set(query(SECOND, ""));
    store.apply(new Command.PreparedQueryDelete(SECOND));
    store.register("n1", "web");
    store.set("k", "v");
    assertThat(TestStore.imageOf(store.snapshot()).queries()).isEqualTo(table());
    assertThat(table().index()).isEqualTo(3);
  }

  @Test
  void anEmptyImageWritesNothingOfThem() {
    assertThat(TestStore.imageOf(store.snapshot()).queries()).isEqualTo(QueryTable.EMPTY);
  }

  private Outcome set(PreparedQuery query) {
    return store.apply(new Command.PreparedQuerySet(query, false));
  }

  private QueryTable table() {
    return store.image().queries();
  }

  private PreparedQuery get(String id) {
    PreparedQuery found = table().get(id);
    if (found == null) {
      throw new AssertionError("no query " + id);
    }
    return found;
  }

  private @Nullable String idNamed(String name) {
    PreparedQuery found = table().named(name);
    return found == null ? null : found.id();
  }

  private static PreparedQuery query(String id, String name) {
    return new PreparedQuery(
        id, name, "", "", QueryTemplate.NONE, ServiceQuery.of("web"), "", LogIndexes.NONE);
  }

  private static PreparedQuery ofSession(String id, String session) {
    return new PreparedQuery(
        id, "", session, "", QueryTemplate.NONE, ServiceQuery.of("web"), "", LogIndexes.NONE);
  }

  private static PreparedQuery template(String id, String prefix) {
    return new PreparedQuery(
        id,
        prefix,
        "",
        "",
        new QueryTemplate(QueryTemplate.NAME_PREFIX_MATCH, "", false),
        ServiceQuery.of("${name.full}"),
        "",
        LogIndexes.NONE);
  }

  /** One with something in each field but the session. */
  static PreparedQuery full(String id) {
    return new PreparedQuery(
        id,
        "Geo-",
        "",
        "secret",
        new QueryTemplate(QueryTemplate.NAME_PREFIX_MATCH, "^geo-(.*)$", true),
        new ServiceQuery(
            "${match(1)}",
            "group",
            new QueryFailover(
                2, List.of("dc2", "dc3"), List.of(new QueryFailover.Target("p", "dc4"))),
            true,
            List.of("c1"),
            "_agent",
            List.of("a", "!b"),
            Map.of("rack", "1"),
            Map.of(),
            true,
            "peer"),
        "10s",
        LogIndexes.NONE);
  }
}
