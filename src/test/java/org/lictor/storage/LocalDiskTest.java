package org.lictor.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalDiskTest {
  @TempDir Path directory;

  private final LocalDisk disk = new LocalDisk();

  @Test
  void aLogLastsOnRealFiles() throws IOException {
    Path logDirectory = directory.resolve("groups/catalog/log");
    try (SegmentedLog log = SegmentedLog.open(disk, logDirectory, 100_000)) {
      for (int i = 1; i <= 50; i++) {
        log.append(i, new byte[10_000]);
        if (i % 7 == 0) log.flush();
      }
      log.flush();
      log.truncateFrom(40);
    }
    assertThat(disk.list(logDirectory)).hasSizeGreaterThan(2);
    List<Long> indexes = new ArrayList<>();
    try (SegmentedLog log = SegmentedLog.open(disk, logDirectory, 100_000)) {
      log.replay(1, (index, payload) -> indexes.add(index));
    }
    assertThat(indexes).hasSize(39);
  }

  @Test
  void aSecondHolderOfTheLockIsRefusedWithTheProcessNamed() throws IOException {
    Path lock = directory.resolve("lock");
    try (Closeable held = disk.lock(lock)) {
      assertThat(held).isNotNull();
      assertThatThrownBy(() -> disk.lock(lock))
          .isInstanceOf(DirectoryInUseException.class)
          .hasMessageContaining(directory.toString())
          .hasMessageContaining("pid " + ProcessHandle.current().pid());
    }
    disk.lock(lock).close();
  }

  @Test
  void aDirectoryThatIsNotThereHasNoNames() throws IOException {
    assertThat(disk.list(directory.resolve("none"))).isEmpty();
  }
}
