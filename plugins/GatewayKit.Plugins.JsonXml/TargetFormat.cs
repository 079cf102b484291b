namespace GatewayKit.Plugins.JsonXml;

/// <summary>The formats to convert to.</summary>
public enum TargetFormat
{
    /// <summary>JSON.</summary>
    Json,

    /// <summary>XML.</summary>
    Xml,

    /// <summary>For a request, the other format than it has; for a response, the one that the client prefers.</summary>
    Auto,
}
