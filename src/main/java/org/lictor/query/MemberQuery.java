package org.lictor.query;

import java.util.List;
import org.lictor.model.MemberRow;
import org.lictor.state.StateImage;
import org.lictor.state.Topic;

/** Questions about what the registry remembers of the cluster's members. */
public sealed interface MemberQuery<R> extends Query<R> {
  /** All of them, by name. */
  record All() implements MemberQuery<List<MemberRow>> {
    @Override
    public List<Topic> topics() {
      return List.of(Topic.MEMBERS);
    }

    @Override
    public Indexed<List<MemberRow>> ask(StateImage image) {
      return new Indexed<>(image.members().index(), List.copyOf(image.members().rows().values()));
    }
  }
}
