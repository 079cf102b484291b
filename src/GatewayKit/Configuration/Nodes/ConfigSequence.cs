namespace GatewayKit.Configuration;

/// <summary>A list.</summary>
public sealed class ConfigSequence : ConfigNode
{
    internal ConfigSequence(ConfigPlace place, IReadOnlyList<ConfigNode> items) : base(place) => Items = items;

    /// <summary>The items in their order.</summary>
    public IReadOnlyList<ConfigNode> Items { get; }
}
