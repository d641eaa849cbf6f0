package org.lictor.model;

/** One of an instance's tagged addresses. */
public record ServiceAddress(String address, int port) {}
