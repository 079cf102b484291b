namespace GatewayKit.Configuration;

/// <summary>How the gateway checks whether the certificates of a server are revoked.</summary>
public enum RevocationCheck
{
    /// <summary>The gateway doesn't check.</summary>
    None,

    /// <summary>
    /// The gateway uses the lists and OCSP responses that the operating system has stored, without network access. A certificate whose
    /// state isn't known is rejected.
    /// </summary>
    Offline,

    /// <summary>
    /// The gateway asks the addresses in the certificates for lists (RFC 5280, section 6.3) and OCSP responses (RFC 6960), and stores them
    /// until they expire. A certificate whose state isn't known is rejected.
    /// </summary>
    Online,
}
