namespace GatewayKit.Configuration.Nodes;

/// <summary>A list.</summary>
public sealed class ConfigSequence : ConfigNode
{
    internal ConfigSequence(ConfigPlace place, IReadOnlyList<ConfigNode> items, IReadOnlyList<string>? keys = null) : base(place)
    {
        Items = items;
        Keys = keys;
    }

    /// <summary>The items in document order.</summary>
    public IReadOnlyList<ConfigNode> Items { get; }

    /// <summary>
    /// The items' keys, if the source can't tell a list from a mapping with numbers as keys (<c>IConfiguration</c>); a binder
    /// that expects a mapping uses them.
    /// </summary>
    internal IReadOnlyList<string>? Keys { get; }
}
