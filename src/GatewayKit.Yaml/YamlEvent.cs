namespace GatewayKit.Yaml;

/// <summary>An event of a YAML text: the start or end of a node, or a whole scalar.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Line">The first line, from 1.</param>
/// <param name="Column">The first column, from 1, in UTF-16 code units.</param>
public readonly record struct YamlEvent(YamlEventKind Kind, int Line, int Column)
{
    /// <summary>Gets the content of a scalar or the name of an alias; empty for the other kinds.</summary>
    public string Value { get; init; } = "";

    /// <summary>Gets the style of a scalar.</summary>
    public YamlScalarStyle Style { get; init; }

    /// <summary>Gets the anchor of a node; <c>null</c> if it has none.</summary>
    public string? Anchor { get; init; }

    /// <summary>
    /// Gets the resolved tag of a node: <c>tag:yaml.org,2002:str</c> for <c>!!str</c>, <c>!</c> for the non-specific tag;
    /// <c>null</c> if it has none.
    /// </summary>
    public string? Tag { get; init; }
}
