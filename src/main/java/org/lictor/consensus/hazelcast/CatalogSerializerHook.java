package org.lictor.consensus.hazelcast;

import com.hazelcast.internal.serialization.DataSerializerHook;
import com.hazelcast.nio.serialization.DataSerializableFactory;

/** Tells Hazelcast's serialisation our types. The numbers are on disk and on the wire for ever. */
public final class CatalogSerializerHook implements DataSerializerHook {
  static final int FACTORY = -51_015;
  static final int COMMAND = 1;
  static final int APPLIED_INDEX = 2;
  static final int SNAPSHOT = 3;
  static final int GROW_GROUPS = 4;
  static final int SEED = 5;
  static final int FOUNDED = 6;
  static final int PROGRESS = 7;

  /** For Hazelcast. */
  public CatalogSerializerHook() {}

  @Override
  public int getFactoryId() {
    return FACTORY;
  }

  @Override
  public DataSerializableFactory createFactory() {
    return type ->
        switch (type) {
          case COMMAND -> new CommandOp();
          case APPLIED_INDEX -> new AppliedIndexOp();
          case SNAPSHOT -> new CatalogSnapshot();
          case GROW_GROUPS -> new GrowGroupsOp();
          case SEED -> new SeedOp();
          case FOUNDED -> new FoundedOp();
          case PROGRESS -> new ProgressOp();
          default -> throw new IllegalArgumentException("unknown type " + type);
        };
  }
}
