namespace GatewayKit.Configuration.Nodes;

/// <summary>A key without a value. It means the same as an absent key.</summary>
public sealed class ConfigNull : ConfigNode
{
    internal ConfigNull(ConfigPlace place) : base(place)
    {
    }
}
