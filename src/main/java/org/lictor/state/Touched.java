package org.lictor.state;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** Collects the topics that one command touches. */
final class Touched {
  private final Set<Topic> topics = new LinkedHashSet<>();

  void add(Topic topic) {
    topics.add(topic);
  }

  Collection<Topic> topics() {
    return topics;
  }
}
