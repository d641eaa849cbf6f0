package org.lictor.cli.net;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The blocks of a PEM file (RFC 7468), in its order. */
record PemFile(List<Block> blocks) {
  /** One block: what its lines say it is, and its bytes. */
  record Block(String label, byte[] der) {}

  static PemFile read(Path file) throws IOException {
    List<Block> blocks = new ArrayList<>();
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    int from = text.indexOf("-----BEGIN ");
    while (from >= 0) {
      int labelEnd = text.indexOf("-----", from + 11);
      if (labelEnd < 0) break;
      String label = text.substring(from + 11, labelEnd);
      int end = text.indexOf("-----END ".concat(label), labelEnd);
      if (end < 0) break;
      blocks.add(
          new Block(label, Base64.getMimeDecoder().decode(text.substring(labelEnd + 5, end))));
      from = text.indexOf("-----BEGIN ", end);
    }
    return new PemFile(blocks);
  }

  List<Certificate> certificates() throws GeneralSecurityException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<Certificate> certificates = new ArrayList<>();
    for (Block block : blocks) {
      if (block.label.equals("CERTIFICATE"))
        certificates.add(factory.generateCertificate(new ByteArrayInputStream(block.der)));
    }
    return certificates;
  }

  /**
   * The first private key: PKCS #8, or the older forms for RSA (PKCS #1) and elliptic curves (SEC
   * 1) that Consul's tools write.
   */
  PrivateKey privateKey() throws GeneralSecurityException {
    for (Block block : blocks) {
      switch (block.label) {
        case "PRIVATE KEY" -> {
          return decode(block.der);
        }
        case "RSA PRIVATE KEY" -> {
          return KeyFactory.getInstance("RSA")
              .generatePrivate(new PKCS8EncodedKeySpec(Pkcs8.wrapRsa(block.der)));
        }
        case "EC PRIVATE KEY" -> {
          return KeyFactory.getInstance("EC")
              .generatePrivate(new PKCS8EncodedKeySpec(Pkcs8.wrapEc(block.der)));
        }
        default -> {}
      }
    }
    throw new GeneralSecurityException("no private key found");
  }

  private static PrivateKey decode(byte[] pkcs8) throws GeneralSecurityException {
    for (String algorithm : new String[] {"EC", "RSA", "Ed25519"}) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      } catch (GeneralSecurityException e) {
        // another algorithm's key; the next may fit
      }
    }
    throw new GeneralSecurityException("the private key is neither EC, RSA nor Ed25519");
  }
}
