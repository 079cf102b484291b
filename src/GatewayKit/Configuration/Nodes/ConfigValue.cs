namespace GatewayKit.Configuration.Nodes;

/// <summary>A value that was created in code, such as an options record.</summary>
public sealed class ConfigValue : ConfigNode
{
    internal ConfigValue(object value, ConfigPlace place) : base(place) => Value = value;

    /// <summary>The value.</summary>
    public object Value { get; }
}
