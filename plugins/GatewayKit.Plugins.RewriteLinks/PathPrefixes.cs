using System.Buffers;

namespace GatewayKit.Plugins.RewriteLinks;

/// <summary>
/// The prefixes by which the path that the client requested and that which the upstream received differ: <c>/orders</c> and nothing if a
/// transform removes <c>/orders</c>. The rest, from the last difference on, is equal.
/// </summary>
/// <param name="Public">The prefix of the client's path; empty, or without a slash at its end.</param>
/// <param name="Upstream">The prefix of the upstream's path, in the same form.</param>
internal readonly record struct PathPrefixes(string Public, string Upstream)
{
    private static readonly SearchValues<char> s_safe = SearchValues.Create(
        "/%-._~!$&()*+,;=:@0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public static PathPrefixes Of(ReadOnlySpan<char> requested, ReadOnlySpan<char> received)
    {
        requested = requested.TrimEnd('/');
        received = received.TrimEnd('/');
        while (requested.LastIndexOf('/') is >= 0 and var start && received.LastIndexOf('/') is >= 0 and var end
            && requested[start..].SequenceEqual(received[end..]))
        {
            requested = requested[..start];
            received = received[..end];
        }

        return new(Escaped(requested), received.ToString());
    }

    // The prefix becomes a part of documents.
    private static string Escaped(ReadOnlySpan<char> path)
        => path.ContainsAnyExcept(s_safe)
            ? string.Concat(path.ToString().Select(c => s_safe.Contains(c) ? $"{c}" : Uri.EscapeDataString($"{c}")))
            : path.ToString();
}
