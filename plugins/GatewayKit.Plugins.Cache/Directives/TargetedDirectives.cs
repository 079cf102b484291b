using System.Collections.Frozen;
using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.Cache.Directives;

/// <summary>
/// Reads <c>CDN-Cache-Control</c> (RFC 9213): a dictionary of structured fields (RFC 9651). A field that isn't valid, or that gives a
/// known directive a value of the wrong type, is ignored as a whole.
/// </summary>
internal static class TargetedDirectives
{
    private const int MaxLength = 8192;

    private static readonly FrozenDictionary<string, Action<ResponseDirectives, bool>>.AlternateLookup<ReadOnlySpan<char>> s_flags
        = new Dictionary<string, Action<ResponseDirectives, bool>>
        {
            ["no-store"] = (directives, value) => directives.NoStore = value,
            ["no-cache"] = (directives, value) => directives.NoCache = value,
            ["private"] = (directives, value) => directives.Private = value,
            ["public"] = (directives, value) => directives.Public = value,
            ["must-revalidate"] = (directives, value) => directives.MustRevalidate = value,
            ["proxy-revalidate"] = (directives, value) => directives.ProxyRevalidate = value,
            ["must-understand"] = (directives, value) => directives.MustUnderstand = value,
        }.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenDictionary<string, Action<ResponseDirectives, long>>.AlternateLookup<ReadOnlySpan<char>> s_times
        = new Dictionary<string, Action<ResponseDirectives, long>>
        {
            ["max-age"] = (directives, seconds) => directives.MaxAge = seconds,
            ["s-maxage"] = (directives, seconds) => directives.SharedMaxAge = seconds,
            ["stale-while-revalidate"] = (directives, seconds) => directives.StaleWhileRevalidate = seconds,
            ["stale-if-error"] = (directives, seconds) => directives.StaleIfError = seconds,
        }.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <returns>The directives; null without the field or if it is ignored.</returns>
    public static ResponseDirectives? Parse(StringValues lines)
    {
        if (lines.Count == 0 || lines.Sum(line => line!.Length) > MaxLength)
            return null;

        var text = string.Join(",", lines.Where(line => !string.IsNullOrWhiteSpace(line)));
        var reader = new StructuredReader(text);
        var directives = new ResponseDirectives();
        var isEmpty = true;
        while (reader.MoveNextMember())
        {
            if (!TrySet(directives, reader))
                return null;
            isEmpty = false;
        }

        return reader.IsValid && !isEmpty ? directives : null;
    }

    // The last of several members with one key counts (RFC 9651, section 3.2).
    private static bool TrySet(ResponseDirectives directives, in StructuredReader member)
    {
        if (s_flags.TryGetValue(member.Key, out var setFlag))
        {
            setFlag(directives, member is { IsBoolean: true, Value: "1" });
            return member.IsBoolean;
        }

        if (s_times.TryGetValue(member.Key, out var setTime))
        {
            setTime(directives, Seconds(member));
            return member.IsInteger;
        }

        return true;
    }

    private static long Seconds(in StructuredReader member)
        => long.TryParse(member.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds)
            ? Math.Clamp(seconds, 0, DeltaSeconds.Maximum) : 0;
}
