using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Plugins.Cache.Keys;

/// <summary>
/// The URI of a request as a key: scheme, host, and the target as the client has sent it, which is the target that the edge has
/// accepted and the upstream receives. If the decoded path or the query differs from it, they are appended: two targets that any server
/// could tell apart never share a key, and no target can be made to look like another.
/// </summary>
internal static class CacheKey
{
    public const int MaxLength = 4096;

    /// <summary>The length of the buffer on the stack.</summary>
    public const int ShortLength = 512;

    /// <summary>Writes the key of a request.</summary>
    /// <param name="http">The request.</param>
    /// <param name="buffer">A buffer of <see cref="ShortLength"/>; a longer key gets its own.</param>
    /// <param name="key">The key, in lower case up to the target.</param>
    /// <returns>False for a target that is too long.</returns>
    public static bool TryWrite(HttpContext http, Span<char> buffer, out ReadOnlySpan<char> key)
    {
        var request = http.Request;
        var target = WithoutAuthority(http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        var path = request.Path.Value ?? "";
        var basePath = request.PathBase.Value ?? "";
        var query = request.QueryString.Value ?? "";
        var host = request.Host.Value ?? "";
        var length = request.Scheme.Length + 3 + host.Length + target.Length + 1 + basePath.Length + path.Length + query.Length;
        key = default;
        if (length > MaxLength)
            return false;
        if (length > buffer.Length)
            buffer = new char[length];

        var writer = new KeyWriter(buffer);
        writer.AddLower(request.Scheme);
        writer.Add("://");
        writer.AddLower(host);
        if (IsPlain(target, basePath, path, query))
        {
            writer.Add(target);
        }
        else
        {
            writer.Add(target);
            writer.Add(" ");
            writer.Add(basePath);
            writer.Add(path);
            writer.Add(query);
        }

        key = writer.Written;
        return true;
    }

    /// <summary>Returns the key of an absolute URI on the same host, as in <c>Location</c>.</summary>
    public static string Of(HttpRequest request, Uri uri)
    {
        var target = uri.PathAndQuery;
        var path = PathString.FromUriComponent(uri).Value ?? "";
        var prefix = string.Concat(request.Scheme, "://", request.Host.Value).ToLowerInvariant();
        return IsPlain(target, "", path, uri.Query) ? prefix + target : $"{prefix}{target} {path}{uri.Query}";
    }

    /// <summary>Returns whether a key is that of a URI.</summary>
    public static bool IsOf(string key, string uri)
        => key.StartsWith(uri, StringComparison.Ordinal) && (key.Length == uri.Length || key[uri.Length] == ' ');

    /// <summary>Returns the path and the query of a target in absolute form (RFC 9112, section 3.2.2), which has the same host as the
    /// request.</summary>
    private static string WithoutAuthority(string target)
    {
        if (target.StartsWith('/') || target.IndexOf("://", StringComparison.Ordinal) is not (> 0 and var scheme))
            return target;

        var path = target.AsSpan(scheme + 3).IndexOfAny('/', '?');
        if (path < 0)
            return "/";

        var rest = target[(scheme + 3 + path)..];
        return rest.StartsWith('/') ? rest : $"/{rest}";
    }

    private static bool IsPlain(string target, string basePath, string path, string query)
        => target.Length == basePath.Length + path.Length + query.Length
            && target.StartsWith(basePath, StringComparison.Ordinal)
            && target.AsSpan(basePath.Length).StartsWith(path, StringComparison.Ordinal)
            && target.EndsWith(query, StringComparison.Ordinal);
}
