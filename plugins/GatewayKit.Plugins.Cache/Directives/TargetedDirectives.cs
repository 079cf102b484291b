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

    private static bool TrySet(ResponseDirectives directives, in StructuredReader member)
    {
        // The last of several members with one key counts (RFC 9651, section 3.2).
        var value = member.IsBoolean && member.Value is "1";
        switch (member.Key)
        {
            case "no-store":
                directives.NoStore = value;
                return member.IsBoolean;
            case "no-cache":
                directives.NoCache = value;
                return member.IsBoolean;
            case "private":
                directives.Private = value;
                return member.IsBoolean;
            case "public":
                directives.Public = value;
                return member.IsBoolean;
            case "must-revalidate":
                directives.MustRevalidate = value;
                return member.IsBoolean;
            case "proxy-revalidate":
                directives.ProxyRevalidate = value;
                return member.IsBoolean;
            case "must-understand":
                directives.MustUnderstand = value;
                return member.IsBoolean;
            case "max-age":
                directives.MaxAge = Seconds(member);
                return member.IsInteger;
            case "s-maxage":
                directives.SharedMaxAge = Seconds(member);
                return member.IsInteger;
            case "stale-while-revalidate":
                directives.StaleWhileRevalidate = Seconds(member);
                return member.IsInteger;
            case "stale-if-error":
                directives.StaleIfError = Seconds(member);
                return member.IsInteger;
            default:
                return true;
        }
    }

    private static long Seconds(in StructuredReader member)
        => long.TryParse(member.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds)
            ? Math.Clamp(seconds, 0, DeltaSeconds.Maximum) : 0;
}
