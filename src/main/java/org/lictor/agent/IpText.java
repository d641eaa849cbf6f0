package org.lictor.agent;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Tells IP addresses from names without ever asking DNS. */
final class IpText {
  private static final Pattern V4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private IpText() {}

  static boolean isV4(String text) {
    if (!V4.matcher(text).matches()) {
      return false;
    }
    for (String part : text.split("\\.")) {
      if (Integer.parseInt(part) > 255 || part.length() > 1 && part.startsWith("0")) {
        return false;
      }
    }
    return true;
  }

  static boolean isV6(String text) {
    if (!V6.matcher(text).matches()) {
      return false;
    }
    try {
      // A text with a colon is parsed as a literal or refused; no resolver is asked.
      return InetAddress.getByName(text).getAddress().length > 0;
    } catch (UnknownHostException notAnAddress) {
      return false;
    }
  }

  static boolean isAny(String text) {
    return text.equals("0.0.0.0") || text.equals("::") || text.equals("[::]");
  }
}
