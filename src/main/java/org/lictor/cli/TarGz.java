package org.lictor.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Writes a folder as a compressed archive of files (POSIX ustar). */
final class TarGz {
  private static final int BLOCK = 512;

  private TarGz() {}

  /**
   * Writes the files of {@code folder}, under its name, to {@code archive}.
   *
   * @throws IOException when they cannot be read, or it not be written
   */
  static void write(Path folder, Path archive) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(archive))) {
      for (Path file : files) {
        String name =
            folder.getFileName() + "/" + folder.relativize(file).toString().replace('\\', '/');
        byte[] content = Files.readAllBytes(file);
        out.write(head(name, content.length, Files.getLastModifiedTime(file).toMillis() / 1000));
        out.write(content);
        out.write(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
      }
      out.write(new byte[2 * BLOCK]);
    }
  }

  private static byte[] head(String name, long size, long modified) {
    byte[] head = new byte[BLOCK];
    put(head, 0, name);
    put(head, 100, "0000644");
    put(head, 108, "0000000");
    put(head, 116, "0000000");
    put(head, 124, String.format("%011o", size));
    put(head, 136, String.format("%011o", modified));
    Arrays.fill(head, 148, 156, (byte) ' ');
    head[156] = '0';
    put(head, 257, "ustar");
    put(head, 263, "00");
    int sum = 0;
    for (byte b : head) {
      sum += b & 0xff;
    }
    put(head, 148, String.format("%06o", sum));
    head[154] = 0;
    return head;
  }

  private static void put(byte[] head, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, head, at, Math.min(bytes.length, at == 0 ? 100 : bytes.length));
  }
}
