package org.lictor.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
  @TempDir private Path directory;
  private Instant now = Instant.ofEpochSecond(100, 7);

  private LogFile file(String path, Duration age, long bytes, int mostOld) {
    return new LogFile(path, new LogFile.Rotation(age, bytes, mostOld), () -> now);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aFileIsNamedAfterTheMomentOfItsBeginning() throws IOException {
    try (LogFile log = file(directory + "/agent.txt", Duration.ZERO, 0, 0)) {
      log.write("a line\n");
      assertThat(files()).containsExactly("agent-100000000007.txt");
      assertThat(directory.resolve("agent-100000000007.txt")).hasContent("a line");
    }
  }

  @Test
  void aDirectoryGetsConsulsName() throws IOException {
    file(directory + "/", Duration.ZERO, 0, 0).close();
    assertThat(files()).containsExactly("consul-100000000007.log");
  }

  @Test
  void aFullFileGivesWayToTheNext() throws IOException {
    try (LogFile log = file(directory + "/a", Duration.ZERO, 10, 0)) {
      log.write("0123456789\n");
      log.write("next\n");
      assertThat(files()).containsExactly("a-100000000007.log", "a-100000000008.log");
      assertThat(directory.resolve("a-100000000008.log")).hasContent("next");
    }
  }

  @Test
  void anOldFileGivesWayToTheNext() throws IOException {
    try (LogFile log = file(directory + "/a", Duration.ofHours(1), 0, 0)) {
      log.write("old\n");
      now = now.plusSeconds(3599);
      log.write("still\n");
      now = now.plusSeconds(1);
      log.write("new\n");
      assertThat(files()).containsExactly("a-100000000007.log", "a-3700000000007.log");
    }
  }

  @Test
  void asManyOldFilesStayAsWasSaid() throws IOException {
    Files.writeString(directory.resolve("a-other.log"), "not ours");
    try (LogFile log = file(directory + "/a", Duration.ZERO, 1, 1)) {
      for (int i = 0; i < 4; i++) {
        log.write("x\n");
      }
      assertThat(files())
          .containsExactly("a-100000000009.log", "a-100000000010.log", "a-other.log");
    }
  }

  @Test
  void noneStaysWhereNoneIsToStay() throws IOException {
    try (LogFile log = file(directory + "/a", Duration.ZERO, 1, -1)) {
      log.write("x\n");
      log.write("y\n");
      assertThat(files()).containsExactly("a-100000000008.log");
    }
  }

  @Test
  void aPlaceThatCannotBeWrittenIsRefusedAtTheStart() throws IOException {
    Path taken = Files.writeString(directory.resolve("taken"), "a file");
    assertThatThrownBy(() -> file(taken + "/a", Duration.ZERO, 0, 0))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(taken.toString());
  }
}
