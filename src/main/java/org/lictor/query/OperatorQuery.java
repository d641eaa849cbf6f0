package org.lictor.query;

import java.util.List;
import org.lictor.model.AutopilotConfig;
import org.lictor.state.StateImage;
import org.lictor.state.Topic;

/** Questions of those who run the cluster (Consul HTTP API, "Operator"). */
public sealed interface OperatorQuery<R> extends Query<R> {
  /** The autopilot configuration; the defaults as long as none was set. */
  record Autopilot() implements OperatorQuery<AutopilotConfig> {
    @Override
    public List<Topic> topics() {
      return List.of(Topic.AUTOPILOT);
    }

    @Override
    public Indexed<AutopilotConfig> ask(StateImage image) {
      return new Indexed<>(image.autopilot().index(), image.autopilot().config());
    }
  }
}
