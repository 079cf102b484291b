namespace GatewayKit.Benchmarks.Bodies;

/// <summary>Bare YARP, or a gateway whose plugins change bodies.</summary>
/// <param name="Name">The name in the report.</param>
/// <param name="Plugins">The plugins of the route; <c>null</c> for bare YARP.</param>
/// <param name="Accepts">The <c>Accept-Encoding</c> of the client; empty for none.</param>
/// <param name="Coding">The content coding of the upstream's response; <c>null</c> for none.</param>
internal sealed record BodyVariant(string Name, string? Plugins, string Accepts = "", string? Coding = null)
{
    private const string FindReplace = "[ { name: find-replace, options: { response: [ { find: internal, replace: public } ] } } ]";
    private const string RewriteLinks
        = "[ { name: rewrite-links, options: { publicUrl: https://api.example.com, origins: [http://api.internal] } } ]";

    /// <summary>The variants; bare YARP is the first.</summary>
    public static IReadOnlyList<BodyVariant> All { get; } =
    [
        new("yarp", Plugins: null),
        new("gatewaykit-empty", "[]"),
        new("find-replace", FindReplace),
        new("find-replace, gzip", FindReplace, "gzip", "gzip"),
        new("rewrite-links", RewriteLinks),
        new("compress, gzip", "[ { name: compress } ]", "gzip"),
        new("compress, br", "[ { name: compress } ]", "br"),
        new("compress, zstd", "[ { name: compress } ]", "zstd"),
    ];
}
