namespace GatewayKit.Configuration.Nodes;

/// <summary>
/// A piece of configuration, with its location: <see cref="ConfigMapping"/>,
/// <see cref="ConfigSequence"/>, <see cref="ConfigScalar"/>, <see cref="ConfigNull"/> or, from code, <see cref="ConfigValue"/>.
/// </summary>
public abstract class ConfigNode
{
    private protected ConfigNode(ConfigPlace place) => Place = place;

    /// <summary>The location.</summary>
    public ConfigPlace Place { get; }

    /// <summary>Creates a node from an object in code.</summary>
    /// <param name="value">
    /// An instance of the plugin's own options record, or an anonymous object or a dictionary with the same keys as in a file.
    /// Text is taken literally: variables such as <c>${env:NAME}</c> aren't replaced.
    /// </param>
    public static ConfigNode FromValue(object value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return ObjectNodes.Of(value);
    }
}
