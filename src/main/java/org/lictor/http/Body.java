package org.lictor.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A response's bytes, and their compressed form once somebody wanted it. Any thread; two may
 * compress at once, which only costs time.
 */
final class Body {
  static final Body NONE = new Body(new byte[0]);

  private final byte[] plain;
  private final @Nullable Path file;
  private volatile byte @Nullable [] gzipped;

  Body(byte[] plain) {
    this(plain, null);
  }

  private Body(byte[] plain, @Nullable Path file) {
    this.plain = plain;
    this.file = file;
  }

  /** What a file holds, for one caller: it is not compressed and not kept in memory. */
  static Body ofFile(Path file) {
    return new Body(new byte[0], file);
  }

  /** The file that it is the content of; null when it is in memory. */
  @Nullable Path file() {
    return file;
  }

  byte[] plain() {
    return plain;
  }

  int length() {
    return plain.length;
  }

  /** Memory that it holds. */
  int heldBytes() {
    byte[] also = gzipped;
    return plain.length + (also == null ? 0 : also.length);
  }

  byte[] gzipped() {
    byte[] known = gzipped;
    if (known == null) {
      known = compress(plain);
      gzipped = known;
    }
    return known;
  }

  private static byte[] compress(byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 8 + 64);
    try (FastGzip gzip = new FastGzip(out)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a buffer in memory does not fail
    }
    return out.toByteArray();
  }

  /** The quickest level: the lists that this serves shrink tenfold at any. */
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(ByteArrayOutputStream out) throws IOException {
      super(out, 8192);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
