namespace GatewayKit.Configuration.Nodes;

/// <summary>A key without a value. It means the same as an absent key.</summary>
public sealed class ConfigNull : ConfigNode
{
    /// <summary>Initializes a new instance with a location.</summary>
    /// <param name="location">The location. Default: none.</param>
    public ConfigNull(ConfigLocation location = default) : base(location)
    {
    }

    /// <summary>Gets the mapping without entries that an entry without a value means.</summary>
    internal ConfigMapping Mapping => field ??= new ConfigMapping(Location);

    internal override (object Value, object Section)? Bound { get; set; }

    internal override void Move(int lines, int columns, int line)
    {
        Mapping.Move(lines, columns, line);
        base.Move(lines, columns, line);
    }
}
