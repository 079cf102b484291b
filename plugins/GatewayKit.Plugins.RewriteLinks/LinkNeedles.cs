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

    private static IEnumerable<Needle> NeedlesOf(UpstreamBase upstream)
    {
        foreach (var address in Addresses(upstream))
        {
            yield return new Needle(address, ignoresCase: true, upstream.Path.Length == 0 ? CanFollowHost : CanFollowPath);
            yield return new Needle(Escaped(address), ignoresCase: true, upstream.Path.Length == 0 ? CanFollowHost : CanFollowPath);
        }
    }

    /// <summary>Escapes the slashes of an address for JSON.</summary>
    public static string Escaped(string address) => address.Replace("/", "\\/", StringComparison.Ordinal);

    private static IEnumerable<string> Addresses(UpstreamBase upstream)
    {
        yield return upstream.Origin + upstream.Path;
        var port = new Uri(upstream.Origin).Port;
        if (!upstream.Origin.EndsWith($":{port}", StringComparison.Ordinal))
            yield return $"{upstream.Origin}:{port}{upstream.Path}";
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
