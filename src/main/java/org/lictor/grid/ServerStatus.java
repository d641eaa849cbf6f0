package org.lictor.grid;

import org.jspecify.annotations.Nullable;

/**
 * What a server says of itself.
 *
 * @param identity which server it is
 * @param leaderAddress of the leader it knows; null when it knows none
 * @param lastContactMillis since it last heard from the leader
 */
record ServerStatus(String identity, @Nullable String leaderAddress, long lastContactMillis) {}
