using Microsoft.Extensions.Primitives;

namespace GatewayKit.Bodies;

/// <summary>
/// The media types of a message that states several, in several fields or in a list. <c>Content-Type</c> has a single value (RFC 9110,
/// section 8.3), so recipients differ in the type that they use.
/// </summary>
internal static class StatedTypes
{
    /// <summary>Returns the types; a comma in a parameter also separates them.</summary>
    /// <param name="contentType">The values of <c>Content-Type</c>.</param>
    public static IEnumerable<string> Of(StringValues contentType)
        => contentType.SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries));

    /// <summary>Returns whether a message states several types. Doesn't allocate.</summary>
    /// <param name="contentType">The values of <c>Content-Type</c>.</param>
    public static bool AreSeveral(StringValues contentType)
        => contentType.Count > 1 || (contentType.Count == 1 && HasComma(contentType[0]));

    private static bool HasComma(ReadOnlySpan<char> value)
    {
        var isQuoted = false;
        for (var at = 0; value[at..].IndexOfAny("\",\\") is >= 0 and var next; at += next + 1)
        {
            var found = value[at + next];
            if (found == '"')
                isQuoted = !isQuoted;
            else if (found == ',' && !isQuoted)
                return true;
            else if (found == '\\' && isQuoted && at + next + 1 < value.Length)
                next++;
        }

        return false;
    }
}
