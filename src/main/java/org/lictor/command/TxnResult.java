package org.lictor.command;

import org.lictor.model.HealthCheck;
import org.lictor.model.KvEntry;
import org.lictor.model.Node;
import org.lictor.model.ServiceEntry;

/** What an operation of a transaction yields. */
public sealed interface TxnResult {
  /** A key; without its value when it was not asked for. */
  record Key(KvEntry entry) implements TxnResult {}

  /** A node. */
  record OfNode(Node node) implements TxnResult {}

  /** A service instance. */
  record OfService(ServiceEntry service) implements TxnResult {}

  /** A check. */
  record OfCheck(HealthCheck check) implements TxnResult {}
}
