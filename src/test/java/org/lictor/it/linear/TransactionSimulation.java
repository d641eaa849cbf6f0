package org.lictor.it.linear;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.lictor.it.linear.Transaction.Cas;
import org.lictor.it.linear.Transaction.Read;
import org.lictor.it.linear.Transaction.Step;
import org.lictor.it.linear.Transaction.Write;

/** Transactions on groups of two keys. */
final class TransactionSimulation extends ModelSimulation<List<String>, Transaction> {
  static final TransactionModel MODEL = new TransactionModel(2);

  private final Map<String, List<String>> bases = new HashMap<>();
  private int written;

  TransactionSimulation(RandomGenerator random, int groups, int troublePercent) {
    super(MODEL, random, groups, troublePercent);
  }

  @Override
  Transaction ask(int client, String group) {
    List<String> base = bases.getOrDefault(client + group, MODEL.start());
    int first = random.nextInt(2);
    List<Step> steps =
        switch (random.nextInt(4)) {
          case 0 -> List.of(new Write(first, value()), new Write(1 - first, value()));
          case 1 -> List.of(new Cas(first, base.get(first), value()));
          case 2 -> List.of(new Cas(0, base.get(0), value()), new Cas(1, base.get(1), value()));
          default -> List.of(new Read(0, null), new Read(1, null));
        };
    return new Transaction(steps, false);
  }

  private String value() {
    return "v" + written++;
  }

  @Override
  Transaction told(int client, String group, List<String> held, Transaction asked) {
    List<Step> seen =
        asked.steps().stream()
            .map(step -> step instanceof Read ? new Read(step.key(), held.get(step.key())) : step)
            .toList();
    if (seen.get(0) instanceof Read) {
      bases.put(client + group, held);
    }
    Transaction done = new Transaction(seen, true);
    return MODEL.answered(held, done) == null ? new Transaction(seen, false) : done;
  }
}
