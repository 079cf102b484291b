namespace GatewayKit.Yaml;

/// <summary>The way in which a scalar is written.</summary>
public enum YamlScalarStyle
{
    /// <summary>Without quotes, or an absent value.</summary>
    Plain,

    /// <summary>In single quotes.</summary>
    SingleQuoted,

    /// <summary>In double quotes.</summary>
    DoubleQuoted,

    /// <summary>A block scalar whose lines are kept, after <c>|</c>.</summary>
    Literal,

    /// <summary>A block scalar whose lines are folded, after <c>></c>.</summary>
    Folded,
}
