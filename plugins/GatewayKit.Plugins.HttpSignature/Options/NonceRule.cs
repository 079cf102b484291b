namespace GatewayKit.Plugins.HttpSignature;

/// <summary>Whether signatures have a nonce, with which each is accepted once.</summary>
public enum NonceRule
{
    /// <summary>A signature with a nonce is accepted once; one without a nonce until it expires.</summary>
    Optional,

    /// <summary>A signature needs a nonce, and is accepted once.</summary>
    Required,

    /// <summary>Nonces aren't remembered: each signature is accepted until it expires.</summary>
    Ignored,
}
