namespace GatewayKit.Plugins.HttpSignature;

/// <summary>How signatures are handled whose nonce can't be checked.</summary>
public enum StoreErrorPolicy
{
    /// <summary>Answers 503: no signature is accepted twice at any time.</summary>
    Reject,

    /// <summary>Accepts the signature: the API stays available, and signatures can be used again meanwhile.</summary>
    Continue,
}
