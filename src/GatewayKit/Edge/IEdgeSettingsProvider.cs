namespace GatewayKit.Edge;

/// <summary>Knows the settings of the configuration in force.</summary>
internal interface IEdgeSettingsProvider
{
    /// <summary>The settings now. Cheap enough for every request.</summary>
    EdgeSettings Current { get; }
}
