package com.hazelcast.instance.impl;

import com.hazelcast.cp.internal.persistence.CPPersistenceService;
import org.lictor.consensus.hazelcast.CpSubsystem;
import org.lictor.grid.ServersAwaited;
import org.lictor.process.AgentProcess;

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
    ServersAwaited.in(node, AgentProcess.current()::showLog);
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
