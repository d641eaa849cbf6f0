package org.lictor.agent;

import java.nio.charset.StandardCharsets;
import org.lictor.model.LogIndexes;
import org.lictor.model.ServiceEntry;

/**
 * A short word that changes when a service does: {@code ContentHash} on the wire. The same over
 * restarts.
 */
public final class ContentHash {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private ContentHash() {}

  /** 16 hexadecimal digits (FNV-1a, 64 bits, of all that the service says but its indexes). */
  public static String of(ServiceEntry service) {
    long hash = FNV_OFFSET;
    for (byte b : service.at(LogIndexes.NONE).toString().getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * FNV_PRIME;
    }
    return String.format("%016x", hash);
  }
}
