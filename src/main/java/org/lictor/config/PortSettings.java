package org.lictor.config;

/** Ports, 1 to 65535; -1 for a listener that is switched off. */
public record PortSettings(int dns, int http, int https, int server, int serfLan, int serfWan) {}
