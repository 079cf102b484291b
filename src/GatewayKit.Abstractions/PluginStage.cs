namespace GatewayKit;

/// <summary>
/// Orders kinds of plugins on the way down: every plugin of an earlier stage runs before every plugin of a later one.
/// Within a stage the configuration's order holds.
/// </summary>
public enum PluginStage
{
    /// <summary>Watches everything that follows: correlation, logging, metrics.</summary>
    Diagnostics,

    /// <summary>Decides about the connection before anyone is known: IP filters, CORS, bot rules.</summary>
    Edge,

    /// <summary>Finds out who calls.</summary>
    Authentication,

    /// <summary>Decides what the caller may do.</summary>
    Authorization,

    /// <summary>Governs how much: rate limits, quotas, caches, validation.</summary>
    Traffic,

    /// <summary>Changes requests and responses.</summary>
    Transformation,

    /// <summary>Answers in the upstream's place: mocks, redirects, static answers.</summary>
    Origin,
}
