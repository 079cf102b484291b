using System.Globalization;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Kubernetes.Resources.GatewayApi;

namespace GatewayKit.Kubernetes.Translation.Routes;

/// <summary>Translates the filter <c>RequestMirror</c> to the plugin <c>mirror</c>.</summary>
internal static class MirrorEntries
{
    // The body of a copy is in memory until the copy is sent.
    private static readonly ByteSize s_longestBody = ByteSize.Kilobytes(256);

    /// <summary>Returns the entry of a filter.</summary>
    /// <param name="mirror">The filter.</param>
    /// <param name="cluster">The cluster of the copies.</param>
    /// <param name="id">The id of the entry.</param>
    public static PluginEntry Of(RequestMirror mirror, string cluster, string id) => new()
    {
        Name = "mirror",
        Id = id,
        Options = ConfigNode.FromValue(new
        {
            cluster,
            percentage = ShareOf(mirror),
            credentials = true,
            maxBodySize = s_longestBody.ToString(),
        }),
    };

    private static string ShareOf(RequestMirror mirror)
    {
        var share = mirror.Fraction is { } fraction
            ? fraction.Denominator > 0 ? 100.0 * fraction.Numerator / fraction.Denominator : 0
            : mirror.Percent ?? 100;
        return Math.Clamp(share, 0, 100).ToString(CultureInfo.InvariantCulture);
    }
}
