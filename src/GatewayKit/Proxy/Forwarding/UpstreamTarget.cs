using System.Buffers;
using GatewayKit.Edge;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Proxy.Forwarding;

/// <summary>The target of a request to the upstream (RFC 9112, section 3.2).</summary>
internal static class UpstreamTarget
{
    /// <summary>The characters that neither YARP nor <see cref="Uri"/> changes.</summary>
    public static readonly SearchValues<char> Unchanging = SearchValues.Create(
        "!$&'()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~");

    /// <summary>Returns the target to send, as YARP or the pipeline makes it.</summary>
    /// <param name="http">The request.</param>
    /// <param name="prefix">The path of the destination, without a slash at its end.</param>
    /// <param name="path">The path after the transforms.</param>
    /// <param name="query">The query after the transforms.</param>
    /// <returns>The target; null if only YARP can make it.</returns>
    public static string? Of(HttpContext http, string prefix, PathString path, QueryString query)
    {
        var target = RequestTarget.Of(http);
        if (!target.AsSpan().ContainsAnyExcept(Unchanging))
        {
            // Most targets are sent as they are.
            if (prefix.Length == 0 && IsPathAndQuery(target, path.Value, query.Value))
                return target;

            return path.HasValue && !path.Value.AsSpan().ContainsAnyExcept(Unchanging) && !IsChangedInPath(path.Value)
                && !query.ToUriComponent().AsSpan().ContainsAnyExcept(Unchanging)
                ? string.Concat(prefix, path.Value, query.ToUriComponent()) : null;
        }

        return RawPath.TryMapBack(target, http.Request.Path, path, out var raw) && raw.StartsWith('/')
            ? string.Concat(prefix, raw, query.ToUriComponent()) : null;
    }

    private static bool IsPathAndQuery(string target, string? path, string? query)
        => path is { Length: > 0 } && target.Length == path.Length + (query?.Length ?? 0)
            && target.StartsWith(path, StringComparison.Ordinal) && (query is null || target.EndsWith(query, StringComparison.Ordinal))
            && !IsChangedInPath(path);

    /// <summary>
    /// Returns whether YARP writes a path in another way: it resolves the segments <c>.</c> and <c>..</c>, and encodes a question mark,
    /// which a plugin can set.
    /// </summary>
    private static bool IsChangedInPath(string path)
        => path.Contains("/.", StringComparison.Ordinal) || path.Contains('?', StringComparison.Ordinal);
}
