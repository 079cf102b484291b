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

    /// <summary>The members are sent to an upstream or, as cookies, to clients, except those with harmless names.</summary>
    Sent,

    /// <summary>The members are values in the bodies of responses, by paths. The last name of a path decides.</summary>
    Paths,
}
