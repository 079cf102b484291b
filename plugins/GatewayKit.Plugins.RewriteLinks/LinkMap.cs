using System.Text;
using GatewayKit.Bodies;

namespace GatewayKit.Plugins.RewriteLinks;

/// <summary>The public address of an exchange, and the upstream addresses that it replaces.</summary>
/// <param name="publicOrigin">The scheme and host of the gateway.</param>
/// <param name="prefixes">The prefixes of paths.</param>
/// <param name="upstreams">The addresses of the upstream.</param>
/// <param name="changesPaths">Whether a path without a host is one of the upstream.</param>
internal sealed class LinkMap(string publicOrigin, PathPrefixes prefixes, IReadOnlyList<UpstreamBase> upstreams, bool changesPaths)
{
    /// <summary>Gets the prefixes of paths.</summary>
    public PathPrefixes Prefixes => prefixes;

    /// <summary>Returns whether a cookie's domain is the upstream's host, or a domain of it.</summary>
    public bool IsDomainOfUpstream(ReadOnlySpan<char> domain)
    {
        domain = domain.TrimStart('.');
        foreach (var upstream in upstreams)
        {
            var host = upstream.Host.AsSpan();
            if (host.EndsWith(domain, StringComparison.OrdinalIgnoreCase)
                && (host.Length == domain.Length || (!domain.IsEmpty && host[^(domain.Length + 1)] == '.')))
                return true;
        }

        return false;
    }

    /// <summary>Returns the public form of a URI reference in a header; the same text if it isn't the upstream's.</summary>
    public string Map(string reference)
    {
        if (reference.StartsWith('/') && !reference.StartsWith("//", StringComparison.Ordinal))
            return MapPath(reference);

        // A reference without a scheme has that of the upstream.
        foreach (var upstream in upstreams)
        {
            var absolute = reference.StartsWith("//", StringComparison.Ordinal)
                ? upstream.Origin[..(upstream.Origin.IndexOf(':', StringComparison.Ordinal) + 1)] + reference
                : reference;
            if (Uri.TryCreate(absolute, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https") && uri.UserInfo.Length == 0
                && upstream.Origin.Equals($"{uri.Scheme}://{uri.Authority}", StringComparison.OrdinalIgnoreCase)
                && Rest(absolute[PathStart(absolute)..], upstream.Path) is { } rest)
                return publicOrigin + prefixes.Public + rest;
        }

        return reference;
    }

    /// <summary>Returns the public form of a path.</summary>
    public string MapPath(string path)
        => changesPaths && Rest(path, prefixes.Upstream) is { } rest ? prefixes.Public + rest : path;

    /// <summary>Returns the replacement of each needle.</summary>
    public byte[][] Replacements(LinkNeedles needles)
    {
        var plain = publicOrigin + prefixes.Public;
        var (bytes, escaped) = (Encoding.UTF8.GetBytes(plain), Encoding.UTF8.GetBytes(LinkNeedles.Escaped(plain)));
        return [.. Enumerable.Range(0, needles.Count).Select(i => i % 2 == 0 ? bytes : escaped)];
    }

    private static int PathStart(string absolute)
    {
        var authority = absolute.IndexOf("//", StringComparison.Ordinal) + 2;
        return absolute.AsSpan(authority).IndexOfAny('/', '?', '#') is >= 0 and var path ? authority + path : absolute.Length;
    }

    /// <summary>Returns the path after a prefix; <c>null</c> if it doesn't have it.</summary>
    private static string? Rest(string path, string prefix)
        => path.StartsWith(prefix, StringComparison.Ordinal) && (path.Length == prefix.Length || path[prefix.Length] is '/' or '?' or '#')
            ? path[prefix.Length..]
            : null;
}
