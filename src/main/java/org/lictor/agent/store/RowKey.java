package org.lictor.agent.store;

import org.lictor.model.CheckId;
import org.lictor.model.ServiceId;

/** What a row is found by: ids that differ in letter case only are one. */
record RowKey(Kind kind, String key) {
  enum Kind {
    SERVICE,
    CHECK,
    STATE
  }

  static RowKey of(ServiceId id) {
    return new RowKey(Kind.SERVICE, id.key());
  }

  static RowKey of(CheckId id) {
    return new RowKey(Kind.CHECK, id.key());
  }

  static RowKey ofState(CheckId id) {
    return new RowKey(Kind.STATE, id.key());
  }

  String id() {
    return kind.name() + "/" + key;
  }
}
