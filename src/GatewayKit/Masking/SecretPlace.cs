namespace GatewayKit.Masking;

/// <summary>A place of an object in a content because of which its members are secrets.</summary>
internal enum SecretPlace
{
    /// <summary>Another place.</summary>
    None,

    /// <summary>The value is sent to an upstream.</summary>
    Value,

    /// <summary>All members are sent to a URL.</summary>
    Members,

    /// <summary>The members are sent to an upstream, except those with harmless names.</summary>
    Requests,
}
