package org.lictor.consensus.hazelcast;

import com.hazelcast.internal.serialization.InternalSerializationService;
import com.hazelcast.internal.serialization.impl.HeapData;
import java.util.function.Supplier;

/** Hazelcast's objects as bytes, in Hazelcast's own form. Any thread. */
final class HazelcastBytes {
  // Asked each time: Hazelcast makes it after its node extension.
  private final Supplier<InternalSerializationService> service;

  HazelcastBytes(Supplier<InternalSerializationService> service) {
    this.service = service;
  }

  byte[] of(Object value) {
    return service.get().toBytes(value);
  }

  <T> T read(byte[] bytes, Class<T> type) {
    return type.cast(service.get().toObject(new HeapData(bytes)));
  }
}
