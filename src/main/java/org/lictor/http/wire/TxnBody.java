package org.lictor.http.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lictor.command.TxnOp;
import org.lictor.command.TxnOp.EntryVerb;
import org.lictor.command.TxnOp.KeyVerb;
import org.lictor.command.TxnOutcome;
import org.lictor.model.GoQuote;
import org.lictor.model.HealthCheck;
import org.lictor.model.InvalidModelException;
import org.lictor.model.LogIndexes;
import org.lictor.model.Node;
import org.lictor.model.NodeName;
import org.lictor.model.Octets;
import org.lictor.model.ServiceEntry;
import org.lictor.registrar.InvalidRequestException;

/**
 * The body of {@code PUT /v1/txn}.
 *
 * @param problems what is wrong with some operations; then none is to be carried out
 * @param writes whether any of them would change something
 */
public record TxnBody(List<TxnOp> ops, List<TxnOutcome.Problem> problems, boolean writes) {
  private static final int MOST_OPS = 128;

  /**
   * Reads it.
   *
   * @param mostValueBytes the largest value of a key
   * @throws BadBodyException when it is not JSON of the right shape
   * @throws TooLargeException when there are too many operations, or a value is too large
   */
  public static TxnBody of(byte[] body, long mostValueBytes) {
    List<Fields> elements = Fields.list(body, "api.TxnOps", "api.TxnOp");
    List<Part> parts = new ArrayList<>();
    for (Fields element : elements) {
      Part part = part(element);
      element.end();
      if (part != null) {
        parts.add(part);
      }
    }
    if (elements.size() > MOST_OPS) {
      throw new TooLargeException(
          "Transaction contains too many operations (" + elements.size() + " > " + MOST_OPS + ")");
    }
    return collected(parts, mostValueBytes);
  }

  private static TxnBody collected(List<Part> parts, long mostValueBytes) {
    List<TxnOp> ops = new ArrayList<>();
    List<TxnOutcome.Problem> problems = new ArrayList<>();
    boolean writes = false;
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      part.requireSize(mostValueBytes);
      writes |= part.writes();
      try {
        ops.add(part.op());
      } catch (InvalidRequestException | InvalidModelException wrong) {
        String what = String.valueOf(wrong.getMessage());
        problems.add(
            new TxnOutcome.Problem(i, what.replaceFirst("^failed inserting service: ", "")));
      }
    }
    return new TxnBody(List.copyOf(ops), List.copyOf(problems), writes);
  }

  /** The first kind that is named counts; an element that names none is no operation. */
  private static @Nullable Part part(Fields element) {
    KeyPart key = element.object("KV", KeyPart::of);
    NodePart node = element.object("Node", NodePart::of);
    ServicePart service = element.object("Service", ServicePart::of);
    CheckPart check = element.object("Check", CheckPart::of);
    return key != null ? key : node != null ? node : service != null ? service : check;
  }

  /** An operation as it was sent. */
  private interface Part {
    boolean writes();

    /** The operation; throws what is wrong with it. */
    TxnOp op();

    /** Fails when it holds a value that is too large. */
    default void requireSize(long most) {}
  }

  private static EntryVerb known(String kind, String word) {
    for (EntryVerb verb : EntryVerb.values()) {
      if (verb.word().equals(word)) {
        return verb;
      }
    }
    throw new InvalidRequestException("unknown " + kind + " verb " + GoQuote.of(word));
  }

  private static boolean isWrite(String word) {
    return !word.equals(EntryVerb.GET.word());
  }

  private static void requireNode(EntryVerb verb, String node) {
    if (says(verb) && node.isEmpty()) {
      throw new InvalidRequestException("Missing node registration");
    }
  }

  /** The node; any when none is named, for then it is not looked at. */
  private static NodeName named(String node) {
    return new NodeName(node.isEmpty() ? "-" : node);
  }

  private static boolean says(EntryVerb verb) {
    return verb == EntryVerb.SET || verb == EntryVerb.CAS;
  }

  private record KeyPart(
      String verb, String key, Octets value, long flags, long index, String session)
      implements Part {
    static KeyPart of(Fields fields) {
      KeyPart part =
          new KeyPart(
              fields.text("Verb"),
              fields.text("Key"),
              fields.octets("Value"),
              fields.unsigned64("Flags"),
              fields.unsigned64("Index"),
              fields.text("Session"));
      fields.skip("Namespace", "Partition");
      return part;
    }

    private @Nullable KeyVerb known() {
      for (KeyVerb known : KeyVerb.values()) {
        if (known.word().equals(verb)) {
          return known;
        }
      }
      return null;
    }

    @Override
    public boolean writes() {
      KeyVerb known = known();
      return known != null && known.writes();
    }

    @Override
    public TxnOp op() {
      KeyVerb known = known();
      if (key.isEmpty() && known != KeyVerb.DELETE_TREE) {
        throw new InvalidRequestException("Must provide key");
      }
      if (known == null) {
        throw new InvalidRequestException("unknown KV operation: " + verb);
      }
      return new TxnOp.Key(known, key, value, flags, index, session.toLowerCase(Locale.ROOT));
    }

    @Override
    public void requireSize(long most) {
      if (value.length() > most) {
        throw new TooLargeException(
            "Value for key "
                + GoQuote.of(key)
                + " is too large ("
                + value.length()
                + " > "
                + most
                + " bytes)");
      }
    }
  }

  private record NodePart(String verb, @Nullable NodeDraft node) implements Part {
    static NodePart of(Fields fields) {
      return new NodePart(fields.text("Verb"), fields.object("Node", NodeDraft::of));
    }

    @Override
    public boolean writes() {
      return isWrite(verb);
    }

    @Override
    public TxnOp op() {
      EntryVerb known = known("Node", verb);
      NodeDraft draft = node == null ? NodeDraft.NONE : node;
      Node entry = known == EntryVerb.GET ? null : draft.entry();
      return new TxnOp.OfNode(
          known, draft.name(), draft.id(), says(known) ? entry : null, draft.index());
    }
  }

  private record NodeDraft(
      String id,
      String name,
      String address,
      java.util.@Nullable Map<String, String> tagged,
      java.util.@Nullable Map<String, String> meta,
      long index) {
    static final NodeDraft NONE = new NodeDraft("", "", "", null, null, 0);

    static NodeDraft of(Fields fields) {
      NodeDraft draft =
          new NodeDraft(
              fields.text("ID").toLowerCase(Locale.ROOT),
              fields.text("Node"),
              fields.text("Address"),
              fields.textMap("TaggedAddresses"),
              fields.textMap("Meta"),
              fields.unsigned64("ModifyIndex"));
      fields.skip("Datacenter", "CreateIndex", "Partition", "PeerName", "Locality");
      return draft;
    }

    Node entry() {
      if (name.isEmpty()) {
        throw new InvalidRequestException("Must provide node");
      }
      RegistrationBody.requireNodeId(id);
      return new Node(new NodeName(name), id, address, tagged, meta, LogIndexes.NONE);
    }
  }

  private record ServicePart(
      String verb, String node, RegistrationBody.@Nullable ServiceDraft service, long index)
      implements Part {
    /** An instance, and the index that it is to have. */
    private record Indexed(RegistrationBody.ServiceDraft draft, long index) {
      static Indexed of(Fields fields) {
        long index = fields.unsigned64("ModifyIndex");
        fields.skip("ContentHash", "Datacenter");
        return new Indexed(RegistrationBody.ServiceDraft.of(fields), index);
      }
    }

    static ServicePart of(Fields fields) {
      String verb = fields.text("Verb");
      String node = fields.text("Node");
      Indexed given = fields.object("Service", Indexed::of);
      return new ServicePart(
          verb, node, given == null ? null : given.draft(), given == null ? 0 : given.index());
    }

    @Override
    public boolean writes() {
      return isWrite(verb);
    }

    @Override
    public TxnOp op() {
      String id = service == null ? "" : service.id();
      if (!writes()) {
        return new TxnOp.OfService(EntryVerb.GET, node, id, null, 0);
      }
      if (service == null) {
        throw new InvalidRequestException("Must provide service name (Service.Service)");
      }
      ServiceEntry entry = service.entry(named(node));
      EntryVerb known = known("Service", verb);
      requireNode(known, node);
      return new TxnOp.OfService(
          known, node, entry.id().value(), says(known) ? entry : null, index);
    }
  }

  private record CheckPart(String verb, RegistrationBody.@Nullable CheckDraft check, long index)
      implements Part {
    private record Indexed(RegistrationBody.CheckDraft draft, long index) {
      static Indexed of(Fields fields) {
        long index = fields.unsigned64("ModifyIndex");
        return new Indexed(RegistrationBody.CheckDraft.of(fields), index);
      }
    }

    static CheckPart of(Fields fields) {
      String verb = fields.text("Verb");
      Indexed given = fields.object("Check", Indexed::of);
      return new CheckPart(
          verb, given == null ? null : given.draft(), given == null ? 0 : given.index());
    }

    @Override
    public boolean writes() {
      return isWrite(verb);
    }

    @Override
    public TxnOp op() {
      String node = check == null ? "" : check.node();
      String id = check == null ? "" : check.id();
      if (!writes()) {
        return new TxnOp.OfCheck(EntryVerb.GET, node, id, null, 0);
      }
      EntryVerb known = known("Check", verb);
      if (check == null) {
        throw new InvalidRequestException("Must provide check name or CheckID (Check.CheckID)");
      }
      requireNode(known, node);
      HealthCheck entry = check.entry(named(node));
      return new TxnOp.OfCheck(known, node, entry.id().value(), says(known) ? entry : null, index);
    }
  }
}
