using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.ApiVersion.Versions;

/// <summary>The members of <c>Vary</c> (RFC 9110, section 12.5.5).</summary>
internal static class VaryMembers
{
    /// <summary>Returns whether one of the names occurs more than once. Doesn't allocate.</summary>
    /// <param name="lines">The lines of the header.</param>
    /// <param name="names">The names.</param>
    public static bool Repeat(StringValues lines, string[] names)
    {
        foreach (var name in names)
        {
            var count = 0;
            foreach (var line in lines)
            {
                foreach (var range in line.AsSpan().Split(','))
                    count += line.AsSpan()[range].Trim(" \t").Equals(name, StringComparison.OrdinalIgnoreCase) ? 1 : 0;
            }

            if (count > 1)
                return true;
        }

        return false;
    }

    /// <summary>Returns the members in their order, each once; names are the same in upper and lower case.</summary>
    /// <param name="lines">The lines of the header.</param>
    public static string Distinct(StringValues lines)
        => string.Join(", ", lines
            .SelectMany(line => (line ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Distinct(StringComparer.OrdinalIgnoreCase));
}
