package org.lictor.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeIdTest {
  private static final String CHOSEN = "4F751807-cd28-0a9d-3884-373e91c959db";

  @TempDir Path data;

  @Test
  void anIdIsMadeOnceAndKept() throws Exception {
    Path inside = data.resolve("new");
    String id = NodeId.obtain(inside, null);
    assertThat(Files.readString(inside.resolve("node-id"))).isEqualTo(id);
    assertThat(NodeId.obtain(inside, null)).isEqualTo(id);
    assertThat(Files.list(inside)).hasSize(1);
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(inside.resolve("node-id"))))
        .isEqualTo("rw-------");
  }

  @Test
  void theOperatorsChoiceIsKeptInLowerCase() throws Exception {
    NodeId.obtain(data, null);
    assertThat(NodeId.obtain(data, CHOSEN)).isEqualTo(CHOSEN.toLowerCase());
    assertThat(NodeId.obtain(data, null)).isEqualTo(CHOSEN.toLowerCase());
  }

  @Test
  void withoutADirectoryItIsNewEachTime() {
    assertThat(NodeId.obtain(null, null)).isNotEqualTo(NodeId.obtain(null, null));
    assertThat(NodeId.obtain(null, CHOSEN)).isEqualTo(CHOSEN.toLowerCase());
  }

  @Test
  void aFileOfAnotherKindIsLeftAloneAndNamed() throws Exception {
    Files.writeString(data.resolve("node-id"), "not an id");
    assertThatThrownBy(() -> NodeId.obtain(data, null))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(data.resolve("node-id").toString());
    assertThat(Files.readString(data.resolve("node-id"))).isEqualTo("not an id");
    assertThatThrownBy(() -> NodeId.obtain(data, "zz")).isInstanceOf(ConfigException.class);
  }
}
