package org.lictor.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  private static final long OWN = ProcessHandle.current().pid();

  /** No process has it: Linux counts to 4194304 at most. */
  private static final long GONE = 99_999_999L;

  @TempDir private Path data;

  @Test
  void aSecondStartOnADataDirectoryLeavesTheFolderOfTheFirstAlone() throws Exception {
    Path first = RunFolder.make(settings(), OWN);
    Files.writeString(first.resolve("ready"), "");
    Path second = RunFolder.make(settings(), GONE);
    assertThat(second).isNotEqualTo(first);
    assertThat(first.resolve("ready")).exists();
  }

  @Test
  void foldersOfProcessesThatAreGoneAreRemoved() {
    Path crashed = RunFolder.make(settings(), GONE);
    Path next = RunFolder.make(settings(), OWN);
    assertThat(crashed).doesNotExist();
    assertThat(next.resolve("config")).isEmptyDirectory();
  }

  @Test
  void whatARunOfTheSameProcessIdLeftIsRemoved() throws Exception {
    Path crashed = RunFolder.make(settings(), OWN);
    Files.writeString(crashed.resolve("ready"), "");
    assertThat(RunFolder.make(settings(), OWN).resolve("ready")).doesNotExist();
  }

  private LaunchSettings settings() {
    LaunchSettings.Listener none = new LaunchSettings.Listener("127.0.0.1", -1);
    return new LaunchSettings(
        "n1",
        "dc1",
        true,
        false,
        1,
        data,
        none,
        none,
        "127.0.0.1",
        "127.0.0.1",
        8301,
        List.of(),
        8300,
        "id=0",
        Level.INFO,
        false,
        false,
        false);
  }
}
