namespace GatewayKit.Configuration.Nodes;

/// <summary>A value that code has made already, such as an options record.</summary>
public sealed class ConfigValue : ConfigNode
{
    internal ConfigValue(object value, ConfigPlace place) : base(place) => Value = value;

    /// <summary>The value.</summary>
    public object Value { get; }
}
