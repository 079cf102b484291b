namespace GatewayKit.Configuration.Nodes;

/// <summary>A list.</summary>
public sealed class ConfigSequence : ConfigNode
{
    /// <summary>Initializes a new instance with items.</summary>
    /// <param name="items">The items.</param>
    /// <param name="location">The location. Default: none.</param>
    public ConfigSequence(IEnumerable<ConfigNode> items, ConfigLocation location = default) : base(location)
    {
        ArgumentNullException.ThrowIfNull(items);
        Items = [.. items];
    }

    internal ConfigSequence(ConfigLocation location, IReadOnlyList<ConfigNode> items, IReadOnlyList<string>? keys = null) : base(location)
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

    internal override void Move(int lines, int columns, int line)
    {
        base.Move(lines, columns, line);
        foreach (var item in Items)
            item.Move(lines, columns, line);
    }
}
