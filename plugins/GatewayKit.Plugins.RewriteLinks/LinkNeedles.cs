using GatewayKit.Bodies;

namespace GatewayKit.Plugins.RewriteLinks;

/// <summary>The spellings of upstream addresses in bodies: as they are, and with the slashes that some JSON writers escape.</summary>
internal sealed class LinkNeedles
{
    private LinkNeedles(IReadOnlyList<UpstreamBase> upstreams)
        => Rules = new ReplacementRules([.. upstreams.SelectMany(NeedlesOf)]);

    /// <summary>Gets the rules: for each address, the plain and the escaped spelling in turns.</summary>
    public ReplacementRules Rules { get; }

    /// <summary>Gets the number of rules.</summary>
    public required int Count { get; init; }

    public static LinkNeedles Of(IReadOnlyList<UpstreamBase> upstreams)
        => new(upstreams) { Count = upstreams.Sum(upstream => NeedlesOf(upstream).Count()) };

    /// <summary>Returns the needles of an address. Only its scheme and host have no case (RFC 3986, section 6.2.2.1).</summary>
    private static IEnumerable<Needle> NeedlesOf(UpstreamBase upstream)
    {
        Func<byte, byte, bool> canFollow = upstream.Path.Length == 0 ? CanFollowHost : CanFollowPath;
        foreach (var origin in Origins(upstream))
        {
            yield return new Needle(origin, ignoresCase: true, canFollow, upstream.Path);
            yield return new Needle(Escaped(origin), ignoresCase: true, canFollow, Escaped(upstream.Path));
        }
    }

    /// <summary>Escapes the slashes of an address for JSON.</summary>
    public static string Escaped(string address) => address.Replace("/", "\\/", StringComparison.Ordinal);

    private static IEnumerable<string> Origins(UpstreamBase upstream)
    {
        yield return upstream.Origin;
        var port = new Uri(upstream.Origin).Port;
        if (!upstream.Origin.EndsWith($":{port}", StringComparison.Ordinal))
            yield return $"{upstream.Origin}:{port}";
    }

    /// <summary>Returns whether the host ends before these bytes: another host can begin with the same text.</summary>
    private static bool CanFollowHost(byte next, byte afterwards)
        => next switch
        {
            (byte)'.' => !IsName(afterwards),
            (byte)':' => afterwards is < (byte)'0' or > (byte)'9',
            (byte)'-' or (byte)'@' or (byte)'%' => false,
            _ => !IsName(next),
        };

    /// <summary>Returns whether the segment of a path ends before these bytes.</summary>
    private static bool CanFollowPath(byte next, byte afterwards)
        => next switch
        {
            (byte)'.' => !IsName(afterwards),
            (byte)'-' or (byte)'~' or (byte)'%' or (byte)'+' or (byte)'=' or (byte)'@' or (byte)'$' => false,
            _ => !IsName(next),
        };

    private static bool IsName(byte value) => char.IsAsciiLetterOrDigit((char)value) || value is (byte)'_' or >= 0x80;
}
