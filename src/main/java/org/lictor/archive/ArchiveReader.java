package org.lictor.archive;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Reads an archive and checks all of it. What the state is made of it does not look at. */
public final class ArchiveReader {
  private static final int HEADER_BYTES = 10;
  private static final int MOST_META_BYTES = 1 << 20;

  /** Of the files whose checksum must be told, by name. */
  private final Map<String, byte[]> sums = new TreeMap<>();

  private final InputStream in;

  private ArchiveReader(InputStream in) {
    this.in = in;
  }

  /**
   * Reads an archive and copies its state. What was copied must not be used unless this returns.
   *
   * @throws ArchiveException when the archive is damaged
   * @throws IOException when {@code state} cannot be written
   */
  public static ArchiveMeta unpack(InputStream archive, OutputStream state)
      throws IOException, ArchiveException {
    ArchiveReader reader = new ArchiveReader(unzipped(archive));
    try {
      return reader.read(state);
    } catch (ArchiveException e) {
      throw new ArchiveException("failed to read snapshot file: " + e.getMessage());
    }
  }

  private static InputStream unzipped(InputStream archive) throws IOException, ArchiveException {
    BufferedInputStream buffered = new BufferedInputStream(archive, 1 << 16);
    buffered.mark(HEADER_BYTES);
    int there = buffered.readNBytes(new byte[HEADER_BYTES], 0, HEADER_BYTES);
    buffered.reset();
    if (there < HEADER_BYTES) {
      throw new ArchiveException(
          "failed to decompress snapshot: " + (there == 0 ? "EOF" : "unexpected EOF"));
    }
    try {
      return new GZIPInputStream(buffered, 1 << 16);
    } catch (ZipException e) {
      throw new ArchiveException("failed to decompress snapshot: gzip: invalid header");
    }
  }

  private ArchiveMeta read(OutputStream state) throws IOException, ArchiveException {
    byte[] meta = {};
    byte[] told = {};
    for (TarHeader file = next(); file != null; file = next()) {
      switch (file.name()) {
        case ArchiveWriter.META -> {
          meta = small(file, "failed to read snapshot metadata: ");
          sums.put(file.name(), Sha256.digest().digest(meta));
        }
        case ArchiveWriter.STATE -> copy(file, state);
        case ArchiveWriter.SUMS -> told = small(file, "failed to read snapshot hashes: ");
        default ->
            throw new ArchiveException("unexpected file \"" + file.name() + "\" in snapshot");
      }
    }
    check(new String(told, StandardCharsets.UTF_8));
    return ArchiveMeta.of(new String(meta, StandardCharsets.UTF_8));
  }

  private @Nullable TarHeader next() throws ArchiveException {
    byte[] block = new byte[TarHeader.BLOCK];
    try {
      int read = in.readNBytes(block, 0, block.length);
      if (read == 0) {
        return null;
      }
      if (read < block.length) {
        throw new EOFException();
      }
      TarHeader header = TarHeader.of(block);
      if (header == null) {
        in.transferTo(OutputStream.nullOutputStream()); // to see that the rest is whole
      }
      return header;
    } catch (IOException e) {
      throw new ArchiveException("failed reading snapshot: " + words(e));
    } catch (ArchiveException e) {
      throw new ArchiveException("failed reading snapshot: " + e.getMessage());
    }
  }

  private byte[] small(TarHeader file, String failing) throws ArchiveException {
    if (file.size() > MOST_META_BYTES) {
      throw new ArchiveException(failing + file.size() + " bytes are too many");
    }
    try {
      byte[] content = in.readNBytes((int) file.size());
      if (content.length < file.size()) {
        throw new EOFException();
      }
      skipPadding(file.size());
      return content;
    } catch (IOException e) {
      throw new ArchiveException(failing + words(e));
    }
  }

  private void copy(TarHeader file, OutputStream state) throws IOException, ArchiveException {
    MessageDigest sum = Sha256.digest();
    OutputStream out = new DigestOutputStream(state, sum);
    byte[] buffer = new byte[1 << 16];
    long left = file.size();
    while (left > 0) {
      int read;
      try {
        read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
        if (read < 0) {
          throw new EOFException();
        }
      } catch (IOException e) {
        throw new ArchiveException("failed to read or write snapshot data: " + words(e));
      }
      out.write(buffer, 0, read);
      left -= read;
    }
    sums.put(file.name(), sum.digest());
    try {
      skipPadding(file.size());
    } catch (IOException e) {
      throw new ArchiveException("failed to read or write snapshot data: " + words(e));
    }
  }

  private void skipPadding(long size) throws IOException {
    int over = (int) (size % TarHeader.BLOCK);
    if (over > 0) {
      in.skipNBytes(TarHeader.BLOCK - over);
    }
  }

  private void check(String told) throws ArchiveException {
    Map<String, String> wanted = new TreeMap<>();
    for (String line : told.lines().toList()) {
      String[] parts = line.strip().split("\\s+", 2);
      if (parts.length == 2) {
        wanted.put(parts[1], parts[0]);
      }
    }
    for (String file : new String[] {ArchiveWriter.META, ArchiveWriter.STATE}) {
      String sum = wanted.get(file);
      if (sum == null) {
        throw new ArchiveException(
            "failed checking integrity of snapshot: file missing for \"" + file + "\"");
      }
      byte[] found = sums.get(file);
      if (found == null || !HexFormat.of().formatHex(found).equalsIgnoreCase(sum)) {
        throw new ArchiveException(
            "failed checking integrity of snapshot: hash check failed for \"" + file + "\"");
      }
    }
  }

  private static String words(IOException e) {
    if (e instanceof EOFException) {
      return "unexpected EOF";
    }
    if (e instanceof ZipException) {
      String said = String.valueOf(e.getMessage());
      return said.contains("trailer") ? "gzip: invalid checksum" : "flate: corrupt input";
    }
    return String.valueOf(e.getMessage());
  }
}
