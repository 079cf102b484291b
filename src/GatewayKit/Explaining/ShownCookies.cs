using System.Collections.Frozen;
using GatewayKit.Masking;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Explaining;

/// <summary>Formats cookies of a dry run without their values, so that changes of their names and attributes are visible.</summary>
internal static class ShownCookies
{
    /// <summary>The attributes of RFC 6265bis, section 4.1.2, and those of browsers, which have no secrets.</summary>
    private static readonly FrozenSet<string> s_attributes = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "Domain", "Path", "Expires", "Max-Age", "Secure", "HttpOnly", "SameSite", "Partitioned",
        "Priority");

    /// <summary>Returns the header <c>Cookie</c> of a request.</summary>
    public static string Sent(StringValues values)
        => string.Join("; ", values.SelectMany(value => (value ?? "").Split(';')).Select(cookie => Masked(cookie.Trim(' ', '\t'))));

    /// <summary>Returns a header <c>Set-Cookie</c> of a response.</summary>
    public static string Set(string? value)
    {
        var parts = (value ?? "").Split(';');
        return string.Join(';', parts.Skip(1).Select(part => s_attributes.Contains(NameOf(part)) ? part : $" {ConfigSecrets.Mask}")
            .Prepend(Masked(parts[0])));
    }

    private static string Masked(string cookie)
        => cookie.IndexOf('=', StringComparison.Ordinal) is > 0 and var end
            ? cookie[..(end + 1)] + ConfigSecrets.Mask
            : cookie.Length == 0 ? "" : ConfigSecrets.Mask;

    private static string NameOf(string attribute)
        => (attribute.IndexOf('=', StringComparison.Ordinal) is >= 0 and var end ? attribute[..end] : attribute).Trim(' ', '\t');
}
