package org.lictor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DebugCommandTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-duration=9s | Capture validation failed: duration must be longer than 10s",
        "-interval=4s | Capture validation failed: interval must be longer than 5s",
        "-duration=soon | invalid value \"soon\" for flag -duration: parse error",
        "-capture=pprof | Capture validation failed: error setting up capture: unknown target 'pprof'",
      })
  void whatCannotBeGatheredIsRefused(String flag, String complaint) {
    try (FakeAgent agent = new FakeAgent()) {
      assertThat(Tool.ask(agent, "debug", flag))
          .isEqualTo(new Tool.Result(1, "", complaint + "\n"));
      assertThat(agent.lines()).isEmpty();
    }
  }

  @Test
  void theArchiveHasFilesThatTarReads() throws IOException {
    Path folder = Files.createDirectory(directory.resolve("d"));
    Files.writeString(folder.resolve("agent.json"), "{\"a\":1}");
    Files.writeString(folder.resolve("empty"), "");
    Path archive = directory.resolve("d.tar.gz");
    TarGz.write(folder, archive);
    byte[] tar;
    try (InputStream in = new GZIPInputStream(Files.newInputStream(archive))) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      in.transferTo(out);
      tar = out.toByteArray();
    }
    String text = new String(tar, StandardCharsets.ISO_8859_1);
    assertThat(tar.length).isEqualTo(5 * 512);
    assertThat(text).startsWith("d/agent.json\0");
    assertThat(text.substring(124, 135)).isEqualTo("00000000007");
    assertThat(text.substring(257, 262)).isEqualTo("ustar");
    assertThat(text.substring(512, 519)).isEqualTo("{\"a\":1}");
    assertThat(text.substring(1024)).startsWith("d/empty\0");
    int sum = 0;
    for (int i = 0; i < 512; i++) {
      sum += i >= 148 && i < 156 ? ' ' : tar[i] & 0xff;
    }
    assertThat(Integer.parseInt(text.substring(148, 154), 8)).isEqualTo(sum);
  }
}
