using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace GatewayKit.Plugins.Oidc;

/// <summary>The page to which a browser returns after a login: always a path of the same host, never another site.</summary>
internal static class ReturnUrl
{
    /// <summary>The maximum length: the cookie of a login contains it.</summary>
    public const int MaximumLength = 1024;

    public const string Home = "/";

    /// <summary>Parses a path with an optional query and fragment.</summary>
    /// <param name="text">The text, from a client.</param>
    /// <param name="url">The path as it can be in a header.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out string? url)
    {
        url = null;

        // Browsers read '//' and '/\' as the beginning of a host, and ignore control characters.
        if (text is not ['/', ..] || text.Length > MaximumLength || text is [_, '/', ..]
            || text.Contains('\\', StringComparison.Ordinal) || text.Any(char.IsControl))
            return false;
        if (!Uri.TryCreate("http://host" + text, UriKind.Absolute, out var uri) || uri.Host != "host" || !uri.IsDefaultPort)
            return false;

        url = uri.GetComponents(UriComponents.PathAndQuery | UriComponents.Fragment, UriFormat.UriEscaped);
        return url is ['/', ..] and not [_, '/' or '\\', ..] && url.Length <= MaximumLength;
    }

    /// <summary>Returns the page that a request is for, or the home page if its address is too long.</summary>
    public static string Of(HttpRequest request)
        => TryParse(UriHelper.BuildRelative(request.PathBase, request.Path, request.QueryString), out var url) ? url : Home;
}
