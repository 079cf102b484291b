namespace GatewayKit.Configuration.Nodes;

/// <summary>
/// A piece of configuration, with its location: <see cref="ConfigMapping"/>,
/// <see cref="ConfigSequence"/>, <see cref="ConfigScalar"/>, <see cref="ConfigNull"/> or, from code, <see cref="ConfigValue"/>.
/// </summary>
public abstract class ConfigNode
{
    private protected ConfigNode(ConfigLocation location) => Location = location;

    /// <summary>The location.</summary>
    public ConfigLocation Location { get; }

    /// <summary>Creates a node from an object in code.</summary>
    /// <param name="value">
    /// An instance of the plugin's own options record, or an anonymous object or a dictionary with the same keys as in a file.
    /// Text is taken literally: variables such as <c>${env:NAME}</c> aren't replaced.
    /// </param>
    /// <param name="location">The location of the nodes that are created. Nodes inside the value keep their own. Default: none.</param>
    /// <exception cref="ArgumentException">A mapping has a key twice, in different case.</exception>
    public static ConfigNode FromValue(object value, ConfigLocation location = default)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new ObjectNodes(location).Of(value);
    }
}
