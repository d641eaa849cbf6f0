package org.lictor.grid;

import com.hazelcast.internal.serialization.DataSerializerHook;
import com.hazelcast.nio.serialization.DataSerializableFactory;

/** Tells Hazelcast's serialisation our types. The numbers are on the wire. */
public final class GridSerializerHook implements DataSerializerHook {
  static final int FACTORY = -51_016;
  static final int LETTER = 1;
  static final int PLACE = 2;

  /** For Hazelcast. */
  public GridSerializerHook() {}

  @Override
  public int getFactoryId() {
    return FACTORY;
  }

  @Override
  public DataSerializableFactory createFactory() {
    return type -> {
      if (type == PLACE) return new PlaceOp();
      if (type != LETTER) throw new IllegalArgumentException("unknown type " + type);
      return new LetterOp();
    };
  }
}
