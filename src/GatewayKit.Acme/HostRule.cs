using System.Net;

namespace GatewayKit.Acme;

/// <summary>The names that a certificate can be ordered for.</summary>
internal static class HostRule
{
    private const int LongestName = 253;
    private const int LongestLabel = 63;

    /// <summary>Returns the rule that a name violates; null if it is valid.</summary>
    public static string? Broken(string name)
    {
        if (name.Contains('*', StringComparison.Ordinal))
            return "wildcard certificates need the challenge dns-01, which isn't supported; list each host, or use tls.certificates";
        if (IPAddress.TryParse(name, out _))
            return "it must be a host name; certificates for IP addresses aren't supported";
        if (!name.All(char.IsAscii))
            return "internationalized labels must be in their ASCII form (xn--)";

        var labels = name.Split('.');
        return name.Length > LongestName || labels.Length < 2 || !Array.TrueForAll(labels, IsLabel)
            ? "it must be a host name with at least two labels, such as api.example.com, without scheme, port and final dot"
            : null;
    }

    private static bool IsLabel(string label)
        => label.Length is > 0 and <= LongestLabel && label[0] != '-' && label[^1] != '-'
            && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
