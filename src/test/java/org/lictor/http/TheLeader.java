package org.lictor.http;

import org.lictor.consensus.Leadership;

/** The leadership as a server that leads sees it. */
final class TheLeader implements Leadership {
  @Override
  public boolean isLeader() {
    return true;
  }

  @Override
  public String leaderAddress() {
    return "127.0.0.1:8300";
  }

  @Override
  public long lastContactMillis() {
    return 0;
  }
}
