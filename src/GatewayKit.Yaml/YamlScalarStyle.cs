namespace GatewayKit.Yaml;

/// <summary>The style of a scalar.</summary>
public enum YamlScalarStyle
{
    /// <summary>Without quotes, or an absent value.</summary>
    Plain,

    /// <summary>In single quotes.</summary>
    SingleQuoted,

    /// <summary>In double quotes.</summary>
    DoubleQuoted,

    /// <summary>A block scalar after <c>|</c>, whose lines are kept.</summary>
    Literal,

    /// <summary>A block scalar after <c>></c>, whose lines are folded.</summary>
    Folded,
}
