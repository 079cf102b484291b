namespace GatewayKit.Plugins.JsonXml;

/// <summary>The treatment of names in JSON that XML doesn't allow.</summary>
public enum InvalidNames
{
    /// <summary>The body is rejected.</summary>
    Reject,

    /// <summary>The characters are encoded.</summary>
    Encode,
}
