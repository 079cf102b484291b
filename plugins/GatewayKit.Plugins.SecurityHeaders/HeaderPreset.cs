namespace GatewayKit.Plugins.SecurityHeaders;

/// <summary>Sets of headers for kinds of responses.</summary>
public enum HeaderPreset
{
    /// <summary>Responses that no browser shows as a page, such as JSON.</summary>
    Api,

    /// <summary>Pages, scripts and styles of a site.</summary>
    Web,

    /// <summary>No headers but those that the options set.</summary>
    None,
}
