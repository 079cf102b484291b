namespace GatewayKit.Configuration.Nodes;

/// <summary>A key without a value. It means the same as an absent key.</summary>
public sealed class ConfigNull : ConfigNode
{
    /// <summary>Initializes a new instance with a location.</summary>
    /// <param name="location">The location. Default: none.</param>
    public ConfigNull(ConfigLocation location = default) : base(location)
    {
    }
}
