using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.HttpSignature;

/// <summary>Combines the lines of a field to its value (RFC 9421, section 2.1; RFC 9110, section 5.2).</summary>
internal static class FieldLines
{
    /// <summary>Returns the lines without white space around them, separated by a comma and a space.</summary>
    public static string Join(in StringValues lines)
        => lines.Count == 1 ? Trim(lines[0]) : string.Join(", ", lines.Select(Trim));

    public static string Trim(string? line) => line is null ? "" : line.Trim(' ', '\t');
}
