namespace GatewayKit.Plugins.SecurityHeaders;

/// <summary>The rules for headers that a response already has.</summary>
public enum ExistingHeaders
{
    /// <summary>The response keeps its own value.</summary>
    Keep,

    /// <summary>The plugin's value replaces it.</summary>
    Override,
}
