/**
 * The order of commands among several servers: a data structure of our own ({@link
 * org.lictor.consensus.hazelcast.CatalogService}) on the Raft engine in Payara's Hazelcast, and
 * what makes that engine durable ({@link org.lictor.consensus.hazelcast.CpPersistence}). Its
 * classes belong where Hazelcast sees them before any application is there. Uses {@code consensus}
 * and {@code storage}.
 */
@NullMarked
package org.lictor.consensus.hazelcast;

import org.jspecify.annotations.NullMarked;
