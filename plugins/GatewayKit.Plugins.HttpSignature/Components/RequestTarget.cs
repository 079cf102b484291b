using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Plugins.HttpSignature;

/// <summary>
/// The target of a request (RFC 9112, section 3.2) as the client sent it, not decoded and before any transform. Scheme and authority are
/// those that the client used, if a trusted proxy forwards them.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct RequestTarget
{
    private readonly HttpRequest _request;
    private readonly int _pathStart;
    private readonly int _queryStart;

    private RequestTarget(HttpRequest request, string text)
    {
        (_request, Text) = (request, text);
        _pathStart = StartOfPath(text);
        _queryStart = text.IndexOf('?', _pathStart) is >= 0 and var start ? start : text.Length;
    }

    /// <summary>Gets the target itself.</summary>
    public string Text { get; }

    /// <summary>Gets the path; a slash for an empty one (RFC 9421, section 2.2.6).</summary>
    public ReadOnlySpan<char> Path => _queryStart > _pathStart ? Text.AsSpan(_pathStart, _queryStart - _pathStart) : "/";

    /// <summary>Gets the query with its question mark; empty if there is none.</summary>
    public ReadOnlySpan<char> Query => Text.AsSpan(_queryStart);

    public static RequestTarget Of(HttpRequest request)
    {
        // A request in memory, as in a test without a server, has no target of its own.
        var raw = request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget;
        return new RequestTarget(request, string.IsNullOrEmpty(raw)
            ? request.PathBase.Add(request.Path).ToUriComponent() + request.QueryString.ToUriComponent()
            : raw);
    }

    /// <summary>Returns the scheme in lower case (section 2.2.4).</summary>
    public string Scheme() => _request.Scheme.ToLowerInvariant();

    /// <summary>Returns the host in lower case, and the port unless it is the scheme's default (section 2.2.3); null if there is no
    /// host.</summary>
    public string? Authority()
    {
        if (!_request.Host.HasValue)
            return null;

        var authority = _request.Host.Value.ToLowerInvariant();
        var suffix = Scheme() switch { "http" => ":80", "https" => ":443", _ => ":" };
        return authority.EndsWith(':') ? authority[..^1]
            : authority.EndsWith(suffix, StringComparison.Ordinal) ? authority[..^suffix.Length]
            : authority;
    }

    // The absolute form (RFC 9112, section 3.2.2) has a scheme and an authority before the path.
    private static int StartOfPath(string text)
    {
        const string Separator = "://";
        if (text.StartsWith('/'))
            return 0;

        var authority = text.IndexOf(Separator, StringComparison.Ordinal);
        if (authority < 0)
            return 0;

        var end = text.AsSpan(authority + Separator.Length).IndexOfAny('/', '?');
        return end < 0 ? text.Length : authority + Separator.Length + end;
    }
}
