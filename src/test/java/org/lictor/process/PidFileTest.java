package org.lictor.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {
  @TempDir Path folder;

  @Test
  void itHoldsThePidWithoutALineEndAndGoes() throws IOException {
    Path file = folder.resolve("pid");
    PidFile written = PidFile.write(file, 4711);
    assertThat(file).hasContent("4711").hasSize(4);
    written.delete();
    assertThat(file).doesNotExist();
  }

  @Test
  void anothersPidStays() throws IOException {
    Path file = folder.resolve("pid");
    PidFile written = PidFile.write(file, 1);
    Files.writeString(file, "2");
    written.delete();
    assertThat(file).hasContent("2");
  }

  @Test
  void aFolderThatIsMissingIsNamed() {
    assertThatThrownBy(() -> PidFile.write(folder.resolve("no/pid"), 1))
        .hasMessageContaining("no/pid");
  }
}
