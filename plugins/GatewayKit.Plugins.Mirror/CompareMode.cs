namespace GatewayKit.Plugins.Mirror;

/// <summary>The parts of the responses that are compared.</summary>
public enum CompareMode
{
    /// <summary>None.</summary>
    None,

    /// <summary>The status codes.</summary>
    Status,

    /// <summary>The status codes and, if they are equal, the bodies byte for byte.</summary>
    Body,
}
