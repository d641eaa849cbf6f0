package org.lictor.dns;

import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** Follows host names that are given as addresses, as far as they lead into our own domains. */
final class Aliases {
  /** CNAMEs that lead to CNAMEs: more are a loop or a mistake. */
  private static final int DEEPEST = 3;

  /** What is appended to one CNAME at most, unless the client can take longer replies. */
  static final int MOST_RECORDS = 5;

  /** Answers {@code name} with everything there is about it. */
  interface Resolver {
    List<Finding.Found> any(Name name, Aliases deeper);
  }

  private final Resolver resolver;
  private final int depth;

  Aliases(Resolver resolver) {
    this(resolver, 0);
  }

  private Aliases(Resolver resolver, int depth) {
    this.resolver = resolver;
    this.depth = depth;
  }

  /** The CNAME and address records behind {@code target}. */
  List<Record> behind(Name target) {
    List<Record> records = new ArrayList<>();
    if (depth < DEEPEST) {
      for (Finding.Found found : resolver.any(target, new Aliases(resolver, depth + 1))) {
        add(records, found.record());
        found.chain().forEach(record -> add(records, record));
      }
    }
    return records;
  }

  private static void add(List<Record> records, Record record) {
    int type = record.getType();
    if (type == Type.A || type == Type.AAAA || type == Type.CNAME) {
      records.add(record);
    }
  }
}
