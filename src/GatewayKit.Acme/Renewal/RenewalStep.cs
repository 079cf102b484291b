namespace GatewayKit.Acme.Renewal;

/// <summary>The next thing to do for the certificate of a host.</summary>
internal enum RenewalStep
{
    /// <summary>Ask the issuer when to renew the certificate, and schedule that.</summary>
    Check,

    /// <summary>Order a certificate.</summary>
    Order,
}
