namespace GatewayKit.Configuration.Nodes;

/// <summary>A scalar as text; the binder reads it by the type that is asked for.</summary>
public sealed class ConfigScalar : ConfigNode
{
    internal ConfigScalar(ConfigPlace place, string text, ScalarStyle style = ScalarStyle.Plain, string? written = null) : base(place)
    {
        Text = text;
        Style = style;
        Written = written ?? text;
    }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>
    /// The text before variables were replaced. Messages show this one: a variable is where people keep their secrets.
    /// </summary>
    internal string Written { get; }

    internal ScalarStyle Style { get; }

    /// <summary>Whether a variable was replaced in it.</summary>
    internal bool HasVariable => !ReferenceEquals(Text, Written);

    /// <summary>Whether it is one variable and nothing else, so that what is written tells nothing of what it holds.</summary>
    internal bool IsVariable => HasVariable && Written.StartsWith("${env:", StringComparison.Ordinal) && Written.IndexOf('}', StringComparison.Ordinal) == Written.Length - 1;

    /// <summary>Whether this is how <c>IConfiguration</c> gives an empty list or mapping.</summary>
    internal bool IsEmptySetting => Style == ScalarStyle.Setting && Text.Length == 0;
}
