using System.Globalization;

namespace GatewayKit.Configuration.Nodes;

/// <summary>The location of a piece of configuration.</summary>
/// <param name="Source">The file's name as given, or the part of another source, such as <c>database: routes/42</c>.</param>
/// <param name="Line">The line, from 1; 0 if the source has no lines.</param>
/// <param name="Column">The column, from 1; 0 if the source has no lines.</param>
public readonly record struct ConfigLocation(string? Source, int Line = 0, int Column = 0)
{
    /// <summary>Returns the location in the form that terminals and editors turn into a link: <c>gateway.yaml:12:7</c>.</summary>
    public override string ToString() => Line > 0
        ? string.Create(CultureInfo.InvariantCulture, $"{Source}:{Line}:{Column}")
        : Source ?? "";
}
