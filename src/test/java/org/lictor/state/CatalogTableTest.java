package org.lictor.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.lictor.command.Command;
import org.lictor.command.Outcome;
import org.lictor.model.HealthCheck;
import org.lictor.model.LogIndexes;
import org.lictor.model.Node;
import org.lictor.model.NodeName;
import org.lictor.model.ServiceEntry;

class CatalogTableTest {
  private static final String NODE_ID = "11111111-2222-3333-4444-555555555555";
  private final TestStore store = new TestStore();

  @Test
  void aNodeInAnotherLetterCaseIsTheSameNodeAndKeepsWhatItHas() {
    store.apply(new Command.Register(identified("web1", "10.0.0.1"), false, null, List.of()));
    store.register("web1", "db");
    store.check("web1", "disk", HealthCheck.PASSING);
    store.apply(new Command.Register(identified("WEB1", "10.0.0.1"), false, null, List.of()));
    assertThat(store.catalog().instancesOf("db")).hasSize(1);
    assertThat(store.catalog().nodesIndex()).isEqualTo(1);
    store.apply(new Command.Register(identified("WEB1", "10.0.0.2"), false, null, List.of()));
    NodeRow row = Objects.requireNonNull(store.catalog().node(new NodeName("web1")));
    assertThat(row.node().address()).isEqualTo("10.0.0.2");
    assertThat(row.node().indexes()).isEqualTo(new LogIndexes(1, 5));
    assertThat(row.checks()).hasSize(1);
    assertThat(store.catalog().instancesOf("db")).hasSize(1);
  }

  private static Node identified(String name, String address) {
    return new Node(new NodeName(name), NODE_ID, address, null, null, LogIndexes.NONE);
  }

  @Test
  void reRegisteringAnUnchangedServiceKeepsItsModifyIndex() {
    store.register("n1", "web");
    long index = store.catalog().indexOfService("web");
    store.register("n1", "web");
    assertThat(store.image().index()).isEqualTo(2);
    assertThat(store.catalog().indexOfService("web")).isEqualTo(index);
    assertThat(only("web").indexes()).isEqualTo(LogIndexes.createdAt(1));
  }

  @Test
  void aChangedServiceKeepsItsCreateIndex() {
    store.register("n1", "web", "web", 80);
    store.register("n1", "web", "web", 81);
    assertThat(only("web").indexes()).isEqualTo(new LogIndexes(1, 2));
  }

  @Test
  void namesMeanTheSameInAnyLetterCaseAndKeepTheirSpelling() {
    store.register("Node", "Web", "Web1", 80);
    store.register("nODE", "wEB", "wEB1", 81);
    assertThat(store.catalog().instancesOf("WEB"))
        .singleElement()
        .satisfies(e -> assertThat(e.port()).isEqualTo(81));
    assertThat(store.catalog().node(new NodeName("NODE"))).isNotNull();
    assertThat(store.catalog().nodes()).hasSize(1);
  }

  @Test
  void aServiceThatChangesItsNameLeavesTheOldOne() {
    store.register("n1", "old", "id", 80);
    store.register("n1", "new", "id", 80);
    assertThat(store.catalog().instancesOf("old")).isEmpty();
    assertThat(only("new").indexes()).isEqualTo(new LogIndexes(1, 2));
  }

  @Test
  void aCheckMovesTheIndexOfItsServiceOnly() {
    store.register("n1", "web");
    store.register("n1", "db");
    store.check("n1", "c", HealthCheck.PASSING, "web");
    assertThat(store.catalog().indexOfService("web")).isEqualTo(3);
    assertThat(store.catalog().indexOfService("db")).isEqualTo(2);
    assertThat(store.catalog().checksIndex()).isEqualTo(3);
  }

  @Test
  void aNodeCheckMovesTheIndexesOfAllItsServices() {
    store.register("n1", "web");
    store.register("n2", "db");
    store.check("n1", "serfHealth", HealthCheck.PASSING);
    assertThat(store.catalog().indexOfService("web")).isEqualTo(3);
    assertThat(store.catalog().indexOfService("db")).isEqualTo(2);
  }

  @Test
  void aCheckTakesOnItsServicesNameAndTags() {
    store.register("n1", "web", "web1", 80, "a", "b");
    store.check("n1", "c", HealthCheck.CRITICAL, "web1");
    HealthCheck check = store.catalog().checksOf(only("web")).get(0);
    assertThat(check.serviceName()).isEqualTo("web");
    assertThat(check.serviceTags()).containsExactly("a", "b");
  }

  @Test
  void aCheckOfAMissingServiceIsRefusedAndNothingOfItsRegistrationStays() {
    Outcome outcome =
        store.apply(
            new Command.Register(
                TestStore.aNode("n1", "10.0.0.1"),
                false,
                TestStore.aService("n1", "web", "web", 80),
                List.of(TestStore.aCheck("n1", "c", "passing", "nope"))));
    assertThat(outcome)
        .isEqualTo(
            new Outcome.Refused(
                "failed inserting check: Missing service registration on node \"n1\""));
    assertThat(store.catalog().nodes()).isEmpty();
    assertThat(store.image().index()).isEqualTo(1);
  }

  @Test
  void theIndexOfAServiceDoesNotFallWhenItsLastInstanceGoes() {
    store.register("n1", "web");
    store.check("n1", "c", HealthCheck.PASSING, "web");
    long before = store.catalog().indexOfService("web");
    store.deregister("n1", "web", null);
    assertThat(store.catalog().indexOfService("web")).isGreaterThan(before);
    store.register("n1", "other");
    assertThat(store.catalog().indexOfService("web")).isEqualTo(3);
  }

  @Test
  void aServiceThatGoesTakesItsChecksAlong() {
    store.register("n1", "web");
    store.check("n1", "c", HealthCheck.PASSING, "web");
    store.check("n1", "own", HealthCheck.PASSING);
    store.deregister("n1", "web", null);
    assertThat(store.catalog().node(new NodeName("n1")).checks()).containsOnlyKeys("own");
  }

  @Test
  void aNodeThatGoesTakesEverythingAlong() {
    store.register("n1", "web");
    store.register("n2", "web");
    store.check("n1", "c", HealthCheck.PASSING, "web");
    store.deregister("n1", null, null);
    assertThat(store.catalog().nodes()).containsOnlyKeys("n2");
    assertThat(only("web").node()).isEqualTo(new NodeName("n2"));
  }

  @Test
  void deregisteringWhatIsNotThereChangesNothing() {
    store.register("n1", "web");
    CatalogTable before = store.catalog();
    store.deregister("n9", null, null);
    store.deregister("n1", "nope", null);
    store.deregister("n1", null, "nope");
    assertThat(store.catalog()).isEqualTo(before);
  }

  @Test
  void aNodeIsFoundByTheBeginningOfItsIdUnlessTwoBeginSo() {
    put("n1", "aaaabbbb-0000-0000-0000-000000000001");
    put("n2", "aaaacccc-0000-0000-0000-000000000002");
    assertThat(store.catalog().nodeByNameOrId("AAAAB").node().name().value()).isEqualTo("n1");
    assertThat(store.catalog().nodeByNameOrId("aaaa")).isNull();
    assertThat(store.catalog().nodeByNameOrId("a")).isNull();
  }

  @Test
  void aNodeWithAKnownIdAndANewNameIsRenamed() {
    put("n1", "aaaabbbb-0000-0000-0000-000000000001");
    put("n2", "aaaabbbb-0000-0000-0000-000000000001");
    assertThat(store.catalog().nodes()).containsOnlyKeys("n2");
    assertThat(store.catalog().nodeByNameOrId("aaaabb").node().indexes())
        .isEqualTo(new LogIndexes(1, 2));
  }

  @Test
  void aNameIsReservedByTheNodeThatHasIt() {
    put("n1", "aaaabbbb-0000-0000-0000-000000000001");
    Outcome outcome = put("n1", "ccccdddd-0000-0000-0000-000000000002");
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    assertThat(((Outcome.Refused) outcome).message())
        .contains(
            "Node name n1 is reserved by node aaaabbbb-0000-0000-0000-000000000001 with name n1 (10.0.0.1)");
  }

  @Test
  void aNameIsFreeAgainWhenItsNodeFailed() {
    put("n1", "aaaabbbb-0000-0000-0000-000000000001");
    store.check("n1", "serfHealth", HealthCheck.CRITICAL);
    assertThat(put("n1", "ccccdddd-0000-0000-0000-000000000002")).isEqualTo(Outcome.DONE);
    assertThat(store.catalog().nodeByNameOrId("aaaa")).isNull();
    assertThat(store.catalog().nodeByNameOrId("cccc")).isNotNull();
  }

  private Outcome put(String name, String id) {
    Node node = new Node(new NodeName(name), id, "10.0.0.1", null, null, LogIndexes.NONE);
    return store.apply(new Command.Register(node, false, null, List.of()));
  }

  private ServiceEntry only(String service) {
    return store.catalog().instancesOf(service).iterator().next();
  }
}
