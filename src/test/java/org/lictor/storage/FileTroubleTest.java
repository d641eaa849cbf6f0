package org.lictor.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FileTroubleTest {
  @Test
  void theFileAndTheReasonAreNamed() {
    assertThat(FileTrouble.text(new AccessDeniedException("/d/vote")))
        .isEqualTo("/d/vote: permission denied");
    assertThat(FileTrouble.text(new NoSuchFileException("/d/vote")))
        .isEqualTo("/d/vote: no such file or directory");
    assertThat(FileTrouble.text(new FileSystemException("/d/vote", null, "Read-only file system")))
        .isEqualTo("/d/vote: Read-only file system");
    assertThat(FileTrouble.text(new NotDirectoryException("/d/log")))
        .isEqualTo("/d/log: NotDirectoryException");
    assertThat(FileTrouble.text(new IOException("No space left on device")))
        .isEqualTo("No space left on device");
  }

  @Test
  void whereNoFileIsKnownTheDirectoryIs() {
    assertThat(FileTrouble.text(new IOException("Is a directory"), Path.of("/d")))
        .isEqualTo("/d: Is a directory");
    assertThat(FileTrouble.text(new AccessDeniedException("/d/vote"), Path.of("/d")))
        .isEqualTo("/d/vote: permission denied");
  }
}
