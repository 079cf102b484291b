namespace GatewayKit.Configuration.Nodes;

/// <summary>A value that was created in code, such as an options record.</summary>
public sealed class ConfigValue : ConfigNode
{
    /// <summary>Initializes a new instance with a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="location">The location. Default: none.</param>
    public ConfigValue(object value, ConfigLocation location = default) : base(location)
    {
        ArgumentNullException.ThrowIfNull(value);
        Value = value;
    }

    /// <summary>The value.</summary>
    public object Value { get; }
}
