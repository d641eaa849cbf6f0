package org.lictor.it.load;

import java.util.random.RandomGenerator;

/** What the clients of a load do again and again, each in its own thread. */
@FunctionalInterface
public interface Workload {
  void step(int client, RandomGenerator random);
}
