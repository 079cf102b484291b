using GatewayKit.Transforms;

namespace GatewayKit.Plugins.Aggregate.Parts;

/// <summary>A value in the path of a part, without its query.</summary>
/// <param name="Template">The output.</param>
/// <param name="IsClients">Whether it depends only on the client's request.</param>
internal sealed record PathValue(Template Template, bool IsClients)
{
    /// <summary>Returns whether a path has a segment <c>.</c> or <c>..</c>, which would lead to another path.</summary>
    /// <param name="target">The path and the query. Values never have an encoded dot.</param>
    public static bool HasDots(string target)
        => target.Split('?')[0].Split('/').Any(segment => segment is "." or "..");

    /// <summary>Returns the property of a value that changes the structure of a path, or that the gateway rejects in a path unless its
    /// route allows it; null if it has none.</summary>
    public static string? ProblemOf(string value)
    {
        foreach (var c in value)
        {
            switch (c)
            {
                case '/': return "a slash";
                case '\\': return "a backslash";
                case ';': return "a semicolon";
                case '%': return "a percent sign";
                case '?': return "a question mark";
                case '#': return "a number sign";
                case < ' ' or '\x7f': return "a control character";
                default: break;
            }
        }

        return value.AsSpan().ContainsAnyExcept('.') ? null : "only dots";
    }
}
