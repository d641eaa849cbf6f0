package org.lictor.command;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lictor.model.HealthCheck;
import org.lictor.model.Node;
import org.lictor.model.Octets;
import org.lictor.model.ServiceEntry;

/** One operation of a transaction (Consul HTTP API, "Transactions"). */
public sealed interface TxnOp {
  /** Calls the method of {@code handler} that is for this kind. */
  <R> R handledBy(Handler<R> handler);

  /** Whether it may change something. */
  boolean writes();

  /** One method a kind. */
  interface Handler<R> {
    R key(Key op);

    R node(OfNode op);

    R service(OfService op);

    R check(OfCheck op);
  }

  /** What may be done with keys. */
  enum KeyVerb {
    SET(1, true),
    CAS(2, true),
    LOCK(3, true),
    UNLOCK(4, true),
    GET(5, false),
    GET_OR_EMPTY(6, false),
    GET_TREE(7, false),
    CHECK_INDEX(8, false),
    CHECK_SESSION(9, false),
    CHECK_NOT_EXISTS(10, false),
    DELETE(11, true),
    DELETE_TREE(12, true),
    DELETE_CAS(13, true);

    private final int number;
    private final boolean writes;

    KeyVerb(int number, boolean writes) {
      this.number = number;
      this.writes = writes;
    }

    /** Its number in the binary form; never given to another one. */
    int number() {
      return number;
    }

    /** Whether it may change something. */
    public boolean writes() {
      return writes;
    }

    /** The word on the wire. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** What may be done with nodes, services and checks. */
  enum EntryVerb {
    GET(1),
    SET(2),
    CAS(3),
    DELETE(4),
    DELETE_CAS(5);

    private final int number;

    EntryVerb(int number) {
      this.number = number;
    }

    /** Its number in the binary form; never given to another one. */
    int number() {
      return number;
    }

    /** The word on the wire. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * On a key or a prefix.
   *
   * @param index that the key must have, for the verbs that ask for one
   * @param session as its caller named it, likewise
   */
  record Key(KeyVerb verb, String key, Octets value, long flags, long index, String session)
      implements TxnOp {
    @Override
    public boolean writes() {
      return verb.writes;
    }

    @Override
    public <R> R handledBy(Handler<R> handler) {
      return handler.key(this);
    }
  }

  /**
   * On a node.
   *
   * @param id finds the node for {@code get}, when it is not empty
   * @param node what it is to be; null for the verbs that do not say
   */
  record OfNode(EntryVerb verb, String name, String id, @Nullable Node node, long index)
      implements TxnOp {
    @Override
    public boolean writes() {
      return verb != EntryVerb.GET;
    }

    @Override
    public <R> R handledBy(Handler<R> handler) {
      return handler.node(this);
    }
  }

  /**
   * On a service instance.
   *
   * @param service what it is to be; null for the verbs that do not say
   */
  record OfService(
      EntryVerb verb, String node, String id, @Nullable ServiceEntry service, long index)
      implements TxnOp {
    @Override
    public boolean writes() {
      return verb != EntryVerb.GET;
    }

    @Override
    public <R> R handledBy(Handler<R> handler) {
      return handler.service(this);
    }
  }

  /**
   * On a check.
   *
   * @param check what it is to be; null for the verbs that do not say
   */
  record OfCheck(EntryVerb verb, String node, String id, @Nullable HealthCheck check, long index)
      implements TxnOp {
    @Override
    public boolean writes() {
      return verb != EntryVerb.GET;
    }

    @Override
    public <R> R handledBy(Handler<R> handler) {
      return handler.check(this);
    }
  }
}
