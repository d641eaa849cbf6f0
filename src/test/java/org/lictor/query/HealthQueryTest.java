package org.lictor.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lictor.command.Command;
import org.lictor.model.HealthCheck;
import org.lictor.model.LogIndexes;
import org.lictor.model.Node;
import org.lictor.model.NodeName;
import org.lictor.state.TestStore;

class HealthQueryTest {
  private static final String ID = "11111111-2222-3333-4444-555555555555";

  private final TestStore store = new TestStore();
  private final AnswerCache answers = new AnswerCache(store.store);

  @Test
  void aNodeThatGetsItsIdLaterIsFoundByIt() {
    store.node("n1");
    store.check("n1", "disk", HealthCheck.PASSING);
    HealthQuery.OfNode byId = new HealthQuery.OfNode(ID);
    assertThat(answers.look(byId).found().value()).isEmpty();
    Node known = new Node(new NodeName("n1"), ID, "10.0.0.1", null, null, LogIndexes.NONE);
    store.apply(new Command.Register(known, false, null, List.of()));
    assertThat(answers.look(byId).found().value()).hasSize(1);
  }
}
