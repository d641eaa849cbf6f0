package org.lictor.dns;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/** The domains that are answered here. Immutable. */
final class Zones {
  private static final Name REVERSE = Name.fromConstantString("arpa.");

  private final Name domain;
  private final @Nullable Name altDomain;

  Zones(DnsSettings settings) {
    domain = absolute(settings.domain());
    altDomain = settings.altDomain().isEmpty() ? null : absolute(settings.altDomain());
  }

  private static Name absolute(String domain) {
    try {
      return Name.fromString(domain, Name.root);
    } catch (TextParseException bad) {
      throw new IllegalArgumentException("not a domain name: " + domain, bad);
    }
  }

  /** The main domain. */
  Name domain() {
    return domain;
  }

  /** The domain that {@code name} is in, the longer one when it is in both; null when in none. */
  @Nullable Name of(Name name) {
    boolean inDomain = name.subdomain(domain);
    if (altDomain != null
        && name.subdomain(altDomain)
        && (!inDomain || altDomain.labels() > domain.labels())) {
      return altDomain;
    }
    return inDomain ? domain : null;
  }

  /**
   * Whether {@code name} is of the kind that addresses are looked up by (RFC 1035 §3.5, RFC 3596
   * §2.5).
   */
  static boolean reverse(Name name) {
    return name.subdomain(REVERSE);
  }

  /** The labels of {@code name} left of {@code zone}, in lower case. */
  static List<String> labels(Name name, Name zone) {
    int count = name.labels() - zone.labels();
    List<String> labels = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      byte[] label = name.getLabel(i);
      labels.add(new String(label, 1, label[0], StandardCharsets.UTF_8).toLowerCase(Locale.ROOT));
    }
    return labels;
  }
}
