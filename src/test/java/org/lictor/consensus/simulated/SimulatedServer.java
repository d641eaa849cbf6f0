package org.lictor.consensus.simulated;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lictor.consensus.CommandLog;
import org.lictor.consensus.CommittedHandler;

/** A server over all its lives: its disk stays, all else is made anew at each start. */
final class SimulatedServer {
  final int id;
  private final World world;
  private final SimulatedDisk disk;
  private final Supplier<CommittedHandler> handlers;
  private final CommandLog log = new SimulatedCommandLog(this);
  private volatile @Nullable RaftServer running;
  private int lives;

  SimulatedServer(int id, World world, Supplier<CommittedHandler> handlers) {
    this.id = id;
    this.world = world;
    this.handlers = handlers;
    disk = new SimulatedDisk(world.clock(), world.random());
  }

  /** Its present life; null while it is down. */
  @Nullable RaftServer running() {
    return running;
  }

  World world() {
    return world;
  }

  SimulatedDisk disk() {
    return disk;
  }

  /** What clients of this server use, in each of its lives. */
  CommandLog log() {
    return log;
  }

  void start() {
    if (running != null) return;
    RaftServer life = new RaftServer(id, ++lives, world, disk, handlers.get());
    running = life;
    world.witness().started(this);
    life.start();
  }

  void crash() {
    RaftServer life = running;
    if (life == null) return;
    running = null;
    life.crash();
    disk.crash();
  }
}
