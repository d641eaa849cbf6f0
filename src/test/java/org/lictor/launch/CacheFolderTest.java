package org.lictor.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheFolderTest {
  @TempDir private Path cache;

  @Test
  void aFolderThatCouldNotBeFilledIsNotThere() {
    Path folder = cache.resolve("part");
    assertThatThrownBy(
            () ->
                CacheFolder.of(
                    folder,
                    into -> {
                      Files.writeString(into.resolve("half"), "1");
                      throw new IOException("disk full");
                    }))
        .hasMessage("disk full");
    assertThat(cache).isEmptyDirectory();
  }

  @Test
  void whoIsSecondTakesWhatTheFirstMade() throws Exception {
    Path folder = cache.resolve("part");
    Path made =
        CacheFolder.of(
            folder,
            into -> {
              Files.writeString(into.resolve("file"), "second");
              // Meanwhile another agent is done.
              CacheFolder.of(folder, other -> Files.writeString(other.resolve("file"), "first"));
            });
    assertThat(made.resolve("file")).hasContent("first");
    assertThat(cache).isDirectoryNotContaining("glob:**unpacking-*");
    assertThat(
            CacheFolder.of(
                folder,
                into -> {
                  throw new IOException("made twice");
                }))
        .isEqualTo(folder);
  }

  @Test
  void theApplicationIsTheWarWithoutWhatIsInFrontOfIt() throws Exception {
    Path jars = Files.createDirectory(cache.resolve("jars"));
    zip(
        jars.resolve("lictor.war"),
        "WEB-INF/web.xml",
        "WEB-INF/classes/org/lictor/http/A.class",
        "WEB-INF/classes/org/lictor/state/B.class");
    zip(jars.resolve("lictor-grid.jar"), "org/lictor/state/B.class");
    Path folder = Application.unpacked(new Installation(jars, jars, cache.resolve("cache")));
    assertThat(folder).hasFileName("lictor");
    assertThat(folder.resolve("WEB-INF/web.xml")).hasContent("WEB-INF/web.xml");
    assertThat(folder.resolve("WEB-INF/classes/org/lictor/http/A.class")).exists();
    assertThat(folder.resolve("WEB-INF/classes/org/lictor/state")).doesNotExist();
  }

  @Test
  void aNameThatLeadsOutOfTheFolderIsRefused() throws Exception {
    Path jars = Files.createDirectory(cache.resolve("jars"));
    zip(jars.resolve("lictor.war"), "../../outside");
    zip(jars.resolve("lictor-grid.jar"));
    Installation installation = new Installation(jars, jars, cache.resolve("cache"));
    assertThatThrownBy(() -> Application.unpacked(installation))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("outside");
    assertThat(cache.resolve("cache")).isEmptyDirectory();
  }

  private static void zip(Path file, String... entries) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String entry : entries) {
        zip.putNextEntry(new ZipEntry(entry));
        zip.write(entry.getBytes(StandardCharsets.UTF_8));
      }
    }
  }
}
