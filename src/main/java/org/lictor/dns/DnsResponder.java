package org.lictor.dns;

import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator.SplittableGenerator;
import org.lictor.query.Registry;

/**
 * Answers DNS messages from the registry. Any thread may call it; each thread that answers takes a {@link DnsDesk} of its own. Settings
 * are asked for at each message, so a reload counts from the next one on.
 */
public final class DnsResponder implements AutoCloseable {
  private final Registry registry;
  private final Supplier<DnsSettings> settings;
  private final InstantSource clock;
  private final SplittableGenerator random;
  private final Defects defects = new Defects();
  private final Recursors recursors;
  private volatile AnswerShelf shelf;

  /**
   * A responder.
   *
   * @param registry whose {@code peek} must not wait; the watches of its answers decide how long they are given again
   * @param settings asked for at each message: the same object while nothing has changed
   * @param random shuffles answers; split for each desk
   */
  public DnsResponder(Registry registry, Supplier<DnsSettings> settings, InstantSource clock, SplittableGenerator random) {
    this.registry = registry;
    this.settings = settings;
    this.clock = clock;
    this.random = random;
    shelf = new AnswerShelf(registry, settings.get());
    recursors = new Recursors(random.split());
  }

  /** A place to answer messages at, for one thread. */
  public synchronized DnsDesk desk() {
    return new DnsDesk(this, random.split());
  }

  /**
   * Asks the recursors what {@link DnsDesk#answer} has declared to be theirs.
   *
   * @param request the whole message; kept until it is answered
   * @param reply gets the answer, on another thread; not called when too many wait already
   */
  public void recurse(byte[] request, Transport transport, Consumer<byte[]> reply) {
    recursors.ask(request, transport, shelf().settings.recursion(), reply);
  }

  AnswerShelf shelf() {
    AnswerShelf current = shelf;
    DnsSettings wanted = settings.get();
    if (current.settings != wanted) {
      current = new AnswerShelf(registry, wanted);
      shelf = current;
    }
    return current;
  }

  long nowSeconds() {
    return clock.millis() / 1000;
  }

  Defects defects() {
    return defects;
  }

  /** Lets go of the threads that wait for recursors. */
  @Override
  public void close() {
    recursors.close();
  }
}
