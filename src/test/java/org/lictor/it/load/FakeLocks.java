package org.lictor.it.load;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Sessions and locks over HTTP, as far as the load uses them, and defects. */
final class FakeLocks implements AutoCloseable {
  /** What it may do wrong. */
  enum Defect {
    NONE,
    /** Some locks are given to whoever asks. */
    GIVEN_TWICE,
    /** The end of some sessions does not release their lock. */
    LEFT_BEHIND,
    /** Some locks are taken without being counted. */
    NOT_COUNTED,
    /** An ended session can still take a lock. */
    TAKEN_BY_THE_DEAD
  }

  private record Held(String session, long count) {}

  private static final Held FREE = new Held("", 0);
  private static final int EVERY = 5;

  private final Map<String, Held> locks = new TreeMap<>();
  private final Set<String> sessions = new TreeSet<>();
  private final Defect defect;
  private final FakeAgent agent;
  private boolean registered;
  private long begun;
  private long calls;

  FakeLocks(Defect defect) throws IOException {
    this.defect = defect;
    agent = new FakeAgent(this::answer);
  }

  URI url() {
    return agent.url();
  }

  private synchronized FakeAgent.Answer answer(FakeAgent.Request request) {
    String path = request.path();
    if (path.equals("catalog/register")) {
      registered = true;
      return FakeAgent.Answer.of(true);
    }
    if (path.equals("session/create")) {
      return begin();
    }
    if (path.startsWith("session/destroy/")) {
      return end(path.substring("session/destroy/".length()));
    }
    String lock = path.substring("kv/".length());
    String query = request.query();
    String session = query.substring(query.indexOf('=') + 1);
    if (query.startsWith("acquire=")) {
      return acquire(lock, session);
    }
    return query.startsWith("release=") ? release(lock, session) : look(lock);
  }

  private FakeAgent.Answer begin() {
    if (!registered) {
      return new FakeAgent.Answer(500, "Missing node registration");
    }
    sessions.add("s" + ++begun);
    return FakeAgent.Answer.of("{\"ID\":\"s" + begun + "\"}");
  }

  private FakeAgent.Answer end(String session) {
    sessions.remove(session);
    boolean holds = locks.values().stream().anyMatch(held -> held.session().equals(session));
    if (holds && !due(Defect.LEFT_BEHIND)) {
      locks.replaceAll((lock, held) -> held.session().equals(session) ? free(held) : held);
    }
    return FakeAgent.Answer.of(true);
  }

  private FakeAgent.Answer acquire(String lock, String session) {
    if (!sessions.contains(session) && defect != Defect.TAKEN_BY_THE_DEAD) {
      return new FakeAgent.Answer(500, "invalid session \"" + session + "\"");
    }
    Held held = locks.getOrDefault(lock, FREE);
    boolean free = held.session().isEmpty();
    if (!free && !held.session().equals(session) && !due(Defect.GIVEN_TWICE)) {
      return FakeAgent.Answer.of(false);
    }
    long more = held.session().equals(session) || due(Defect.NOT_COUNTED) ? 0 : 1;
    locks.put(lock, new Held(session, held.count() + more));
    return FakeAgent.Answer.of(true);
  }

  private FakeAgent.Answer release(String lock, String session) {
    Held held = locks.getOrDefault(lock, FREE);
    boolean holds = held.session().equals(session);
    if (holds) {
      locks.put(lock, free(held));
    }
    return FakeAgent.Answer.of(holds);
  }

  private static Held free(Held held) {
    return new Held("", held.count());
  }

  private FakeAgent.Answer look(String lock) {
    Held held = locks.get(lock);
    if (held == null) {
      return FakeAgent.Answer.NOTHING;
    }
    String session = held.session().isEmpty() ? "" : "\"Session\":\"" + held.session() + "\",";
    return FakeAgent.Answer.of("[{%s\"LockIndex\":%d}]".formatted(session, held.count()));
  }

  private boolean due(Defect which) {
    return defect == which && ++calls % EVERY == 0;
  }

  @Override
  public void close() {
    agent.close();
  }
}
