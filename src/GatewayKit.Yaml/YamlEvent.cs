namespace GatewayKit.Yaml;

/// <summary>A step through a YAML text: the beginning or end of a node, or a whole scalar.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Line">The line at which it begins, from 1.</param>
/// <param name="Column">The column at which it begins, from 1, in UTF-16 code units.</param>
public readonly record struct YamlEvent(YamlEventKind Kind, int Line, int Column)
{
    /// <summary>The content of a scalar, or the name that an alias refers to; empty for the other kinds.</summary>
    public string Value { get; init; } = "";

    /// <summary>The style of a scalar.</summary>
    public YamlScalarStyle Style { get; init; }

    /// <summary>The anchor of a node; null for none.</summary>
    public string? Anchor { get; init; }

    /// <summary>
    /// The tag of a node, resolved: <c>tag:yaml.org,2002:str</c> for <c>!!str</c>, <c>!</c> for the non-specific one; null for none.
    /// </summary>
    public string? Tag { get; init; }
}
