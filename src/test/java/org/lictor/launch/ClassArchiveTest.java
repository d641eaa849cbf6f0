package org.lictor.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {
  @TempDir private Path directory;

  private ClassArchive archive(String jar, String contents, String javaHome, int feature)
      throws IOException {
    Path file = Files.writeString(directory.resolve(jar), contents);
    return new ClassArchive(directory, List.of(file), javaHome, feature);
  }

  @Test
  void anArchiveReplacesThoseOfEarlierBuildsForTheSameJvm() throws IOException {
    ClassArchive before = archive("grid.jar", "one", "/jdk-17", 17);
    ClassArchive after = archive("grid.jar", "two", "/jdk-17", 17);
    assertThat(after.file()).isNotEqualTo(before.file());
    assertThat(after.isReplaced(before.file())).isTrue();
  }

  @Test
  void thoseOfOtherJvmsAndInstallationsStay() throws IOException {
    ClassArchive of17 = archive("grid.jar", "one", "/jdk-17", 17);
    ClassArchive of25 = archive("grid.jar", "one", "/jdk-25", 25);
    ClassArchive elsewhere = archive("other.jar", "one", "/jdk-17", 17);
    assertThat(of17.isReplaced(of25.file())).isFalse();
    assertThat(of25.isReplaced(of17.file())).isFalse();
    assertThat(of17.isReplaced(elsewhere.file())).isFalse();
    assertThat(of25.file().toString()).endsWith(".aot");
  }
}
