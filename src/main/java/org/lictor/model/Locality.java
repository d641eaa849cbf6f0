package org.lictor.model;

/**
 * Where an instance runs, as its owner says (Consul API, "Locality" of a service, from 1.16 on);
 * kept for who reads it, nothing here acts on it.
 *
 * @param region empty when not said
 * @param zone within the region; empty when not said
 */
public record Locality(String region, String zone) {}
