package org.lictor.agent;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lictor.model.ServiceAddress;
import org.lictor.model.ServiceEntry;

/**
 * A short word that changes when a service does: {@code ContentHash} on the wire. It is Consul's to
 * the digit: the FNV-1 hashes of its Go structure's name and of each field's name and value, which
 * are combined so that the order of fields does not count. The same over restarts.
 */
public final class ContentHash {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  /** What is absent counts as the number 0. */
  private static final long NOTHING = number(0);

  private long hash;

  private ContentHash(String structure) {
    hash = text(structure);
  }

  /** Up to 16 hexadecimal digits; of all that the service says but its indexes. */
  public static String of(ServiceEntry service) {
    ContentHash whole = new ContentHash("AgentService");
    whole
        .field("Kind", text(service.kind()))
        .field("ID", text(service.id().value()))
        .field("Service", text(service.name()))
        .field("Tags", list(service.tags()))
        .field("Meta", texts(service.meta()))
        .field("Port", number(service.port()))
        .field("Address", text(service.address()))
        .field("SocketPath", text(service.socketPath()))
        .field("TaggedAddresses", addresses(service.taggedAddresses()))
        .field(
            "Weights",
            new ContentHash("AgentWeights")
                .field("Passing", number(service.weights().passing()))
                .field("Warning", number(service.weights().warning()))
                .hash)
        .field("EnableTagOverride", truth(service.enableTagOverride()))
        .field("CreateIndex", number(0))
        .field("ModifyIndex", number(0))
        .field("ContentHash", text(""))
        .field("Proxy", NOTHING)
        .field("Connect", service.connectNative() ? connectNative() : NOTHING)
        .field("PeerName", text(""));
    return Long.toHexString(whole.hash);
  }

  private static long connectNative() {
    return new ContentHash("AgentServiceConnect")
        .field("Native", truth(true))
        .field("SidecarService", NOTHING)
        .hash;
  }

  private ContentHash field(String name, long value) {
    hash ^= pair(text(name), value);
    return this;
  }

  private static long addresses(@Nullable Map<String, ServiceAddress> addresses) {
    long all = 0;
    if (addresses != null) {
      for (Map.Entry<String, ServiceAddress> entry : addresses.entrySet()) {
        long address =
            new ContentHash("ServiceAddress")
                .field("Address", text(entry.getValue().address()))
                .field("Port", number(entry.getValue().port()))
                .hash;
        all ^= pair(text(entry.getKey()), address);
      }
    }
    return all;
  }

  private static long texts(@Nullable Map<String, String> texts) {
    long all = 0;
    if (texts != null) {
      for (Map.Entry<String, String> entry : texts.entrySet()) {
        all ^= pair(text(entry.getKey()), text(entry.getValue()));
      }
    }
    return all;
  }

  private static long list(@Nullable List<String> texts) {
    long all = 0;
    if (texts != null) {
      for (String each : texts) {
        all = pair(all, text(each));
      }
    }
    return all;
  }

  private static long pair(long first, long second) {
    return fnv(
        ByteBuffer.allocate(16)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(first)
            .putLong(second)
            .array());
  }

  private static long number(long value) {
    return fnv(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
  }

  private static long truth(boolean value) {
    return fnv(new byte[] {(byte) (value ? 1 : 0)});
  }

  private static long text(String text) {
    return fnv(text.getBytes(StandardCharsets.UTF_8));
  }

  private static long fnv(byte[] bytes) {
    long hash = FNV_OFFSET;
    for (byte b : bytes) {
      hash = (hash * FNV_PRIME) ^ (b & 0xff);
    }
    return hash;
  }
}
