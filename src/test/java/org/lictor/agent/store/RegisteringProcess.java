package org.lictor.agent.store;

import java.nio.file.Path;
import java.util.concurrent.Executors;
import org.lictor.agent.Kept.KeptService;
import org.lictor.agent.MemoryChange;
import org.lictor.agent.ServiceProposal;
import org.lictor.model.ServiceId;

/**
 * A process that keeps services s0, s1 … and says so of each once it is kept, until somebody kills
 * it.
 */
final class RegisteringProcess {
  private RegisteringProcess() {}

  static KeptService service(String id) {
    ServiceProposal named = ServiceProposal.of(id, 80);
    return new KeptService(
        new ServiceProposal(
            id,
            id,
            "",
            named.tags(),
            "",
            named.taggedAddresses(),
            named.meta(),
            80,
            "",
            named.weights(),
            false,
            false,
            null,
            "",
            named.checks()),
        "");
  }

  public static void main(String[] args) {
    JpaAgentMemory memory =
        JpaAgentMemory.open(Path.of(args[0]), Executors.newSingleThreadScheduledExecutor());
    for (int i = 0; ; i++) {
      MemoryChange change = new MemoryChange().keep(service("s" + i));
      if (i > 0 && i % 3 == 0) {
        change.forget(new ServiceId("s" + (i - 1)));
      }
      memory.change(change);
      System.out.println("kept " + i);
    }
  }
}
