package org.lictor.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.lictor.model.HealthCheck;
import org.lictor.model.LogIndexes;
import org.lictor.model.Node;
import org.lictor.model.NodeName;
import org.lictor.model.ServiceEntry;

class MemberEntriesTest {
  private static final NodeName NAME = new NodeName("n1");
  private static final Node NODE = new Node(NAME, "", "10.0.0.1", null, null, LogIndexes.NONE);
  private static final ServiceEntry SERVER =
      MemberEntries.server(NAME, 8300, Map.of("version", "1"));

  @Test
  void whatIsNotThereIsWrittenInOneChange() {
    Registration all = alive(MemberEntries.NONE, NODE, SERVER);
    assertThat(all.skipNodeUpdate()).as("its own agent may have been faster").isTrue();
    assertThat(all.service()).isEqualTo(SERVER);
    assertThat(all.checks()).singleElement().matches(HealthCheck::passing);
  }

  @Test
  void whatIsThereWhateverItsIndexesIsNotWritten() {
    LogIndexes indexes = new LogIndexes(3, 9);
    MemberEntries found =
        new MemberEntries(NODE.at(indexes), passing().at(indexes), SERVER.at(indexes));
    assertThat(found.missingWhenAlive(NODE, SERVER)).isNull();
    assertThat(found.missingWhenAlive(NODE, null)).isNull();
    assertThat(found.missingWhenAlive(NODE.named(new NodeName("N1")), null))
        .as("letter case is no difference of nodes")
        .matches(missing -> missing == null || missing.skipNodeUpdate());
  }

  @Test
  void onlyTheCheckIsWrittenWhenOnlyItDiffers() {
    HealthCheck critical = Objects.requireNonNull(failed(new MemberEntries(NODE, null, null)));
    Registration missing = alive(new MemberEntries(NODE, critical, SERVER), NODE, SERVER);
    assertThat(missing.skipNodeUpdate()).isTrue();
    assertThat(missing.service()).isNull();
    assertThat(missing.checks()).singleElement().matches(HealthCheck::passing);
  }

  @Test
  void aFailedMemberIsCriticalOnceAndOnlyWhereItIsInTheCatalog() {
    HealthCheck critical = Objects.requireNonNull(failed(new MemberEntries(NODE, passing(), null)));
    assertThat(critical.critical()).isTrue();
    assertThat(critical.output()).isEqualTo("Agent not live or unreachable");
    assertThat(failed(new MemberEntries(NODE, critical, null))).isNull();
    assertThat(failed(MemberEntries.NONE)).isNull();
  }

  private static @Nullable HealthCheck failed(MemberEntries found) {
    Registration missing = found.missingWhenFailed();
    if (missing == null) {
      return null;
    }
    assertThat(missing.skipNodeUpdate()).isTrue();
    assertThat(missing.service()).isNull();
    return missing.checks().get(0);
  }

  private static HealthCheck passing() {
    return alive(MemberEntries.NONE, NODE, null).checks().get(0);
  }

  private static Registration alive(
      MemberEntries found, Node wanted, @Nullable ServiceEntry server) {
    return Objects.requireNonNull(found.missingWhenAlive(wanted, server));
  }
}
