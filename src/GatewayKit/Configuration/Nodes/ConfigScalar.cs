namespace GatewayKit.Configuration;

/// <summary>A scalar as text; the binder reads it by the type that is asked for.</summary>
public sealed class ConfigScalar : ConfigNode
{
    internal ConfigScalar(ConfigPlace place, string text) : base(place) => Text = text;

    /// <summary>The text.</summary>
    public string Text { get; }
}
