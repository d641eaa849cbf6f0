package com.hazelcast.instance.impl;

import com.hazelcast.cp.internal.persistence.CPPersistenceService;
import com.hazelcast.map.impl.MapService;
import org.lictor.consensus.hazelcast.CpSubsystem;
import org.lictor.grid.OwnMaps;

/**
 * Lictor's extension of a Hazelcast node: the community edition with a CP subsystem that survives
 * restarts. Hazelcast accepts extensions of two names only, and this is the one that is free.
 */
public final class EnterpriseNodeExtension extends DefaultNodeExtension {
  private final CpSubsystem cp;

  /** For Hazelcast. */
  public EnterpriseNodeExtension(Node node) {
    super(node);
    cp = new CpSubsystem(node);
  }

  /** What it does for the CP subsystem. */
  public CpSubsystem cp() {
    return cp;
  }

  @Override
  public void beforeStart() {
    super.beforeStart();
    cp.beforeStart();
  }

  @Override
  public void afterStart() {
    super.afterStart();
    cp.afterStart();
  }

  @Override
  public <T> T createService(Class<T> type, Object... parameters) {
    T service = super.createService(type, parameters);
    if (node.getConfig().isLiteMember() && service instanceof MapService maps) {
      OwnMaps.in(maps);
    }
    return service;
  }

  @Override
  public boolean isStartCompleted() {
    return cp.isRestored() && super.isStartCompleted();
  }

  @Override
  public CPPersistenceService getCPPersistenceService() {
    return cp.persistence();
  }

  @Override
  public void shutdown() {
    super.shutdown();
    cp.shutdown();
  }
}
