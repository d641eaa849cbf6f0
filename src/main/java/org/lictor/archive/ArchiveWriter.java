package org.lictor.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/** Writes archives. The state is written twice, first to learn its size and checksum. */
public final class ArchiveWriter {
  static final String META = "meta.json";
  static final String STATE = "state.bin";
  static final String SUMS = "SHA256SUMS";

  private static final int BUFFER = 1 << 16;

  private ArchiveWriter() {}

  /** A state that writes the same bytes each time. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes an archive; the caller closes the stream.
   *
   * @param atMillis the time of its files
   */
  public static ArchiveMeta write(
      OutputStream to, Content state, long index, long term, long atMillis) throws IOException {
    Counting counted = new Counting();
    MessageDigest sum = Sha256.digest();
    state.writeTo(new DigestOutputStream(counted, sum));
    ArchiveMeta meta = ArchiveMeta.of(index, term, atMillis, counted.bytes);
    byte[] json = meta.json().getBytes(StandardCharsets.UTF_8);
    String sums = line(Sha256.digest().digest(json), META) + line(sum.digest(), STATE);
    GZIPOutputStream out = new GZIPOutputStream(to, BUFFER);
    file(out, META, json, atMillis);
    out.write(new TarHeader(STATE, meta.size()).bytes(atMillis / 1000));
    state.writeTo(out);
    pad(out, meta.size());
    file(out, SUMS, sums.getBytes(StandardCharsets.US_ASCII), atMillis);
    out.write(new byte[2 * TarHeader.BLOCK]);
    out.finish();
    return meta;
  }

  private static String line(byte[] sum, String file) {
    return HexFormat.of().formatHex(sum) + "  " + file + "\n";
  }

  private static void file(OutputStream out, String name, byte[] content, long atMillis)
      throws IOException {
    out.write(new TarHeader(name, content.length).bytes(atMillis / 1000));
    out.write(content);
    pad(out, content.length);
  }

  private static void pad(OutputStream out, long size) throws IOException {
    int over = (int) (size % TarHeader.BLOCK);
    if (over > 0) {
      out.write(new byte[TarHeader.BLOCK - over]);
    }
  }

  private static final class Counting extends OutputStream {
    private long bytes;

    @Override
    public void write(int octet) {
      bytes++;
    }

    @Override
    public void write(byte[] source, int from, int length) {
      bytes += length;
    }
  }
}
