namespace GatewayKit;

/// <summary>
/// The stages that order kinds of plugins on the way down: all plugins of an earlier stage run before those of a later stage.
/// Within a stage, plugins run in configuration order.
/// </summary>
public enum PluginStage
{
    /// <summary>Observes everything that follows: correlation, logging, metrics.</summary>
    Diagnostics,

    /// <summary>Decides before the caller is known: IP filters, CORS, bot rules.</summary>
    Edge,

    /// <summary>Identifies the caller.</summary>
    Authentication,

    /// <summary>Decides whether the caller has access.</summary>
    Authorization,

    /// <summary>Controls traffic: rate limits, quotas, caches, validation.</summary>
    Traffic,

    /// <summary>Changes requests and responses.</summary>
    Transformation,

    /// <summary>Answers instead of the upstream: mocks, redirects, static responses.</summary>
    Origin,
}
