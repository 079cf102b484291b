using System.Globalization;

namespace GatewayKit.Configuration.Nodes;

/// <summary>Where a piece of configuration stands.</summary>
/// <param name="Source">The file's name as given, or the name of another source.</param>
/// <param name="Line">The line, from 1; 0 if the source has no lines.</param>
/// <param name="Column">The column, from 1; 0 if the source has no lines.</param>
public readonly record struct ConfigPlace(string? Source, int Line, int Column)
{
    /// <summary>The place in the form that terminals and editors make a link of: <c>gateway.yaml:12:7</c>.</summary>
    public override string ToString() => Line > 0
        ? string.Create(CultureInfo.InvariantCulture, $"{Source}:{Line}:{Column}")
        : Source ?? "";
}
