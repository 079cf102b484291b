namespace GatewayKit.Configuration;

/// <summary>
/// A piece of configuration, whatever source it comes from, with its place: <see cref="ConfigMapping"/>,
/// <see cref="ConfigSequence"/>, <see cref="ConfigScalar"/>, <see cref="ConfigNull"/> or, from code, <see cref="ConfigValue"/>.
/// </summary>
public abstract class ConfigNode
{
    private protected ConfigNode(ConfigPlace place) => Place = place;

    /// <summary>Where it stands.</summary>
    public ConfigPlace Place { get; }

    /// <summary>Options made in code: an instance of the plugin's own options record.</summary>
    /// <param name="value">The record.</param>
    public static ConfigNode FromValue(object value) => new ConfigValue(value, default);
}
