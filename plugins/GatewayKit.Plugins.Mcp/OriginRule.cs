using System.Diagnostics.CodeAnalysis;
using System.Net;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Mcp;

/// <summary>The pages that may call an MCP server (MCP 2026-07-28, Streamable HTTP, "Security and Endpoint").</summary>
/// <param name="origins">The allowed origins; empty for pages of this computer.</param>
internal sealed class OriginRule(IReadOnlyList<string> origins)
{
    private readonly HashSet<string> _origins = new(origins, StringComparer.OrdinalIgnoreCase);

    /// <summary>Validates the option <c>origins</c>.</summary>
    public static IEnumerable<OptionsError> Check(IReadOnlyList<string> origins)
    {
        for (var i = 0; i < origins.Count; i++)
        {
            if (!TryParse(origins[i], out var uri)
                || !origins[i].Equals(uri.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase))
            {
                yield return new OptionsError($"origins[{i}]",
                    $"is '{origins[i]}'; it must be a scheme, a host and possibly a port, such as https://chat.example.com");
            }
        }
    }

    /// <summary>Returns whether the sender of a request isn't a page, or is an allowed page.</summary>
    public bool Allows(HttpRequest request)
    {
        var origin = request.Headers.Origin;
        if (origin.Count == 0)
            return true;
        if (origin is not [{ } value])
            return false;

        // A page of this computer that calls another name for it is an attack: its name has just been bound to this address.
        return _origins.Count > 0
            ? _origins.Contains(value)
            : TryParse(value, out var uri) && IsThisComputer(uri.Host) && IsThisComputer(request.Host.Host);
    }

    private static bool TryParse(string origin, [NotNullWhen(true)] out Uri? uri)
        => Uri.TryCreate(origin, UriKind.Absolute, out uri) && uri.Scheme is "http" or "https";

    private static bool IsThisComputer(string host)
        => host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
