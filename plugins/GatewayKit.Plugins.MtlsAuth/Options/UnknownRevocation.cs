namespace GatewayKit.Plugins.MtlsAuth;

/// <summary>The decision about a certificate whose revocation state isn't known.</summary>
public enum UnknownRevocation
{
    /// <summary>Rejects the certificate.</summary>
    Reject,

    /// <summary>Accepts the certificate.</summary>
    Accept,
}
