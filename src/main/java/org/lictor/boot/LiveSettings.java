package org.lictor.boot;

import org.lictor.config.Settings;
import org.lictor.dns.DnsSettings;
import org.lictor.http.HttpSettings;

/** The settings that a reload may change, for the parts that ask for them each time. Any thread. */
final class LiveSettings {
  private volatile Values values;

  /** Those of one reading of the files. */
  record Values(DnsSettings dns, HttpSettings http) {
    static Values of(Settings settings) {
      return new Values(PartSettings.dns(settings), PartSettings.http(settings));
    }
  }

  LiveSettings(Settings settings) {
    values = Values.of(settings);
  }

  DnsSettings dns() {
    return values.dns();
  }

  HttpSettings http() {
    return values.http();
  }

  void replace(Values others) {
    values = others;
  }
}
