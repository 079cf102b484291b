namespace GatewayKit.Plugins.Soap;

/// <summary>The kinds of types.</summary>
internal enum ValueKind
{
    /// <summary>A text in JSON.</summary>
    Text,

    /// <summary>A number in JSON.</summary>
    Number,

    /// <summary>A boolean in JSON.</summary>
    Boolean,

    /// <summary>Anything.</summary>
    Any,

    /// <summary>An object in JSON.</summary>
    Members,
}
