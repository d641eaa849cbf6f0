package org.lictor.agent;

import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.lictor.agent.Kept.KeptCheck;
import org.lictor.agent.Kept.KeptService;
import org.lictor.agent.Kept.KeptState;

/** A memory in tables, which a test hands from one agent to the next, and which fails when told. */
final class TableMemory implements AgentMemory {
  final Map<String, KeptService> services = new ConcurrentSkipListMap<>();
  final Map<String, KeptCheck> checks = new ConcurrentSkipListMap<>();
  final Map<String, KeptState> states = new ConcurrentSkipListMap<>();
  @Nullable MemoryFailedException failure;
  Runnable onChange = () -> {};

  /** How many states were called news. */
  int news;

  @Override
  public Kept recall() {
    return new Kept(
        new ArrayList<>(services.values()),
        new ArrayList<>(checks.values()),
        new ArrayList<>(states.values()));
  }

  @Override
  public void change(MemoryChange change) {
    onChange.run();
    if (failure != null) {
      throw failure;
    }
    change.forgottenServices().forEach(id -> services.remove(id.key()));
    change.forgottenChecks().forEach(id -> checks.remove(id.key()));
    change.forgottenStates().forEach(id -> states.remove(id.key()));
    change.services().forEach(service -> services.put(service.id().key(), service));
    change.checks().forEach(check -> checks.put(check.id().key(), check));
  }

  @Override
  public void keep(KeptState state, boolean isNews) {
    news += isNews ? 1 : 0;
    states.put(state.id().key(), state);
  }

  @Override
  public void close() {}
}
