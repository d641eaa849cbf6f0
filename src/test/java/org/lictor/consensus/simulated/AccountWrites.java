package org.lictor.consensus.simulated;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.lictor.command.Command;
import org.lictor.command.TxnOp;
import org.lictor.command.TxnOp.EntryVerb;
import org.lictor.command.TxnOp.KeyVerb;
import org.lictor.model.HealthCheck;
import org.lictor.model.KvEntry;
import org.lictor.model.Octets;
import org.lictor.model.Session;
import org.lictor.state.StateImage;
import org.lictor.state.TestStore;

/**
 * Moves money between accounts, each move a transaction. Many fail: what their client was shown is
 * old, or they ask for what cannot be.
 */
final class AccountWrites implements CommandSource {
  static final List<String> ACCOUNTS = List.of("account/a", "account/b", "account/c");
  static final int ALL_MONEY = 300;

  private final RandomGenerator random;

  AccountWrites(RandomGenerator random) {
    this.random = random;
  }

  /** What the accounts hold together; null while they are not all there. */
  static @Nullable Integer sum(StateImage image) {
    int sum = 0;
    for (String account : ACCOUNTS) {
      KvEntry entry = image.kv().get(account);
      if (entry == null) return null;
      sum += balance(entry);
    }
    return sum;
  }

  private static int balance(KvEntry account) {
    return Integer.parseInt(new String(account.value().bytes(), UTF_8));
  }

  @Override
  public Command next(StateImage shown) {
    int payer = random.nextInt(ACCOUNTS.size());
    KvEntry from = shown.kv().get(ACCOUNTS.get(payer));
    KvEntry to = shown.kv().get(ACCOUNTS.get((payer + 1) % ACCOUNTS.size()));
    return new Command.Txn(from == null || to == null ? opening() : move(from, to, shown));
  }

  private static List<TxnOp> opening() {
    List<TxnOp> ops = new ArrayList<>();
    for (String account : ACCOUNTS) {
      ops.add(key(KeyVerb.CAS, account, "" + ALL_MONEY / ACCOUNTS.size(), 0));
    }
    return ops;
  }

  private List<TxnOp> move(KvEntry from, KvEntry to, StateImage shown) {
    int amount = 1 + random.nextInt(9);
    TxnOp pay = cas(from, -amount);
    TxnOp receive = cas(to, amount);
    return switch (random.nextInt(6)) {
      case 0 -> List.of(checked(from), checked(to), set(from, -amount), set(to, amount));
      case 1 -> List.of(key(KeyVerb.DELETE_CAS, from.key(), "", index(from)), set(from, 0));
      // They take all of it, and then there is something in the way.
      case 2 -> List.of(set(from, amount), key(KeyVerb.DELETE, to.key(), "", 0), absent(from));
      case 3 -> List.of(failing(), pay, receive);
      case 4 -> underLock(pay, receive, shown);
      default -> List.of(pay, receive);
    };
  }

  /** Under a lock that is taken for it, and given back in one move or held on to. */
  private List<TxnOp> underLock(TxnOp pay, TxnOp receive, StateImage shown) {
    List<Session> sessions = List.copyOf(shown.sessions().byId().values());
    if (sessions.isEmpty()) return List.of(pay, receive);
    String session = sessions.get(random.nextInt(sessions.size())).id().value();
    String lock = SessionWrites.LOCKS.get(random.nextInt(SessionWrites.LOCKS.size()));
    TxnOp taken = new TxnOp.Key(KeyVerb.LOCK, lock, Octets.of("moving"), 0, 0, session);
    TxnOp held = new TxnOp.Key(KeyVerb.CHECK_SESSION, lock, Octets.EMPTY, 0, 0, session);
    TxnOp given = new TxnOp.Key(KeyVerb.UNLOCK, lock, Octets.of("moved"), 0, 0, session);
    return switch (random.nextInt(3)) {
      case 0 -> List.of(taken, pay, receive);
      case 1 -> List.of(held, pay, receive);
      default -> List.of(taken, pay, receive, given);
    };
  }

  /** A check that ends sessions, if the transaction as a whole comes to pass. */
  private TxnOp failing() {
    String node = CatalogWrites.NODES.get(random.nextInt(CatalogWrites.NODES.size()));
    String id = CatalogWrites.CHECKS.get(random.nextInt(CatalogWrites.CHECKS.size()));
    HealthCheck check = TestStore.aCheck(node, id, HealthCheck.CRITICAL, "");
    return new TxnOp.OfCheck(EntryVerb.SET, node, id, check, 0);
  }

  private static TxnOp checked(KvEntry account) {
    return key(KeyVerb.CHECK_INDEX, account.key(), "", index(account));
  }

  private static TxnOp absent(KvEntry account) {
    return key(KeyVerb.CHECK_NOT_EXISTS, account.key(), "", 0);
  }

  private static TxnOp cas(KvEntry account, int more) {
    return key(KeyVerb.CAS, account.key(), "" + (balance(account) + more), index(account));
  }

  private static TxnOp set(KvEntry account, int more) {
    return key(KeyVerb.SET, account.key(), "" + (balance(account) + more), 0);
  }

  private static long index(KvEntry account) {
    return account.indexes().modify();
  }

  private static TxnOp key(KeyVerb verb, String key, String value, long index) {
    return new TxnOp.Key(verb, key, Octets.of(value), 0, index, "");
  }
}
