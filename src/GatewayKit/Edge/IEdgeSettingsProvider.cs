namespace GatewayKit.Edge;

/// <summary>Provides the settings of the active configuration.</summary>
internal interface IEdgeSettingsProvider
{
    /// <summary>The current settings. Cheap enough for every request.</summary>
    EdgeSettings Current { get; }
}
