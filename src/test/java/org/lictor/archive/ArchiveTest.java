package org.lictor.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTest {
  private static final long TIME = 1_700_000_000_123L;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 511, 512, 513, 1_000_000})
  void whatIsUnpackedIsWhatWasPacked(int size) throws Exception {
    byte[] state = bytes(size);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ArchiveMeta meta = unpack(packed(state), out);
    assertThat(out.toByteArray()).isEqualTo(state);
    assertThat(meta).isEqualTo(new ArchiveMeta(1, "1-42-" + TIME, 42, 1, size));
  }

  @Test
  void filesAreInTheUsualOrderAndTarReadsThem() throws Exception {
    byte[] tar = new GZIPInputStream(new ByteArrayInputStream(packed(bytes(10)))).readAllBytes();
    assertThat(tar.length % 512).isZero();
    assertThat(text(tar, 0, 9)).isEqualTo("meta.json");
    assertThat(text(tar, 1024, 9)).isEqualTo("state.bin");
    assertThat(text(tar, 2048, 10)).isEqualTo("SHA256SUMS");
    assertThat(text(tar, 257, 5)).isEqualTo("ustar");
    assertThat(text(tar, 512, 60))
        .startsWith("{\"Version\":1,\"ID\":\"1-42-" + TIME + "\",\"Index\":42,\"Term\":1,");
  }

  @Test
  void noByteOfTheContentChangesUnseen() throws Exception {
    byte[] state = bytes(600);
    byte[] tar = new GZIPInputStream(new ByteArrayInputStream(packed(state))).readAllBytes();
    for (int at = 0; at < tar.length - 1024; at++) {
      if (tar[at] != 0) {
        byte[] damaged = tar.clone();
        damaged[at] ^= 1;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
          ArchiveMeta meta = unpack(zipped(damaged), out);
          // White space between the checksums says nothing.
          assertThat(out.toByteArray()).isEqualTo(state);
          assertThat(meta.index()).isEqualTo(42);
        } catch (ArchiveException expected) {
          assertThat(expected).hasMessageStartingWith("failed to read snapshot file: ");
        }
      }
    }
  }

  @Test
  void aCutArchiveIsRefusedWhereverItWasCut() throws Exception {
    byte[] whole = packed(bytes(5_000));
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> unpack(cut, new ByteArrayOutputStream()))
          .as("cut at %d", length)
          .isInstanceOf(ArchiveException.class);
    }
  }

  @Test
  void theMessagesTellWhatIsWrong() throws Exception {
    assertRefused(new byte[0], "failed to decompress snapshot: EOF");
    assertRefused(new byte[] {'x'}, "failed to decompress snapshot: unexpected EOF");
    assertRefused(
        "this is no archive".getBytes(StandardCharsets.US_ASCII),
        "failed to decompress snapshot: gzip: invalid header");
    assertRefused(
        zipped(new byte[0]),
        "failed to read snapshot file: failed checking integrity of snapshot: file missing for"
            + " \"meta.json\"");
    assertRefused(
        zipped("hi".getBytes(StandardCharsets.US_ASCII)),
        "failed to read snapshot file: failed reading snapshot: unexpected EOF");
    byte[] tar = new GZIPInputStream(new ByteArrayInputStream(packed(bytes(100)))).readAllBytes();
    byte[] changed = tar.clone();
    changed[1536 + 50] ^= 1;
    assertRefused(
        zipped(changed),
        "failed to read snapshot file: failed checking integrity of snapshot: hash check failed for"
            + " \"state.bin\"");
    byte[] extra = new TarHeader("x", 0).bytes(0);
    assertRefused(zipped(extra), "failed to read snapshot file: unexpected file \"x\" in snapshot");
  }

  @Test
  void aSizeThatNeedsMoreThanElevenDigitsIsWrittenAndRead() throws Exception {
    TarHeader huge = new TarHeader("state.bin", 20L << 30);
    assertThat(TarHeader.of(huge.bytes(0))).isEqualTo(huge);
  }

  @Test
  void whatConsulSaysOfItsArchivesIsRead() {
    assertThat(
            ArchiveMeta.of(
                "{\"Version\":1,\"ID\":\"2-110-1795896427416\",\"Index\":110,\"Term\":2,\"Peers\":\"k\","
                    + "\"Configuration\":{\"Servers\":[{\"Suffrage\":0,\"ID\":\"x\"}]},"
                    + "\"ConfigurationIndex\":1,\"Size\":5395}"))
        .isEqualTo(new ArchiveMeta(1, "2-110-1795896427416", 110, 2, 5395));
  }

  private static void assertRefused(byte[] archive, String message) {
    assertThatThrownBy(() -> unpack(archive, new ByteArrayOutputStream()))
        .isInstanceOf(ArchiveException.class)
        .hasMessage(message);
  }

  private static ArchiveMeta unpack(byte[] archive, ByteArrayOutputStream state)
      throws IOException, ArchiveException {
    return ArchiveReader.unpack(new ByteArrayInputStream(archive), state);
  }

  private static byte[] packed(byte[] state) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ArchiveWriter.write(out, to -> to.write(state), 42, 1, TIME);
    return out.toByteArray();
  }

  private static byte[] zipped(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static String text(byte[] bytes, int from, int length) {
    return new String(bytes, from, length, StandardCharsets.US_ASCII);
  }
}
