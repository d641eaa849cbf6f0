package org.lictor.consensus.solo;

import org.lictor.consensus.CommittedHandler;

class VolatileCommandLogTest implements GroupCommitContract {
  @Override
  public GroupCommitLog open(QueueBounds bounds, CommittedHandler handler) {
    return VolatileCommandLog.open(bounds, "127.0.0.1:8300", handler);
  }
}
