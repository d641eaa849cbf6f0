package org.lictor.boot;

import org.lictor.config.Settings;
import org.lictor.dns.DnsSettings;
import org.lictor.http.HttpSettings;

/** The settings that a reload may change, for the parts that ask for them each time. Any thread. */
final class LiveSettings {
  private volatile DnsSettings dns;
  private volatile HttpSettings http;

  LiveSettings(Settings settings) {
    dns = PartSettings.dns(settings);
    http = PartSettings.http(settings);
  }

  DnsSettings dns() {
    return dns;
  }

  HttpSettings http() {
    return http;
  }

  void replace(Settings settings) {
    dns = PartSettings.dns(settings);
    http = PartSettings.http(settings);
  }
}
