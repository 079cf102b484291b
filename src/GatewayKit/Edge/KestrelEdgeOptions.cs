using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace GatewayKit.Edge;

/// <summary>
/// Kestrel's limits for a gateway. A host's own <c>ConfigureKestrel</c> has precedence: values that it set before aren't changed, and
/// values that it sets later replace these.
/// </summary>
/// <remarks>
/// <list type="table">
/// <item><term>request line</term><description>8 KiB</description></item>
/// <item><term>headers</term><description>up to 100, up to 32 KiB in total, complete within 30 s</description></item>
/// <item><term>body</term><description>30,000,000 bytes (unless a route sets <c>maxRequestBodySize</c>)</description></item>
/// <item><term>minimum body rate, both directions</term><description>240 bytes/s after 5 s</description></item>
/// <item><term>idle connection</term><description>130 s</description></item>
/// <item><term>connections</term><description>10,000, and 10,000 upgraded ones; Kestrel itself doesn't limit them</description></item>
/// <item><term>HTTP/2</term><description>100 streams a connection, a header table of 4 KiB, frames of 16 KiB, a ping after 60 s of
/// silence that must be answered within 20 s; Kestrel itself doesn't send pings</description></item>
/// <item><term>request headers</term><description>UTF-8, and other bytes unchanged; Kestrel's own default rejects them with an empty
/// 400</description></item>
/// <item><term>response headers</term><description>Latin-1; Kestrel's own default rejects characters that aren't ASCII</description></item>
/// <item><term>synchronous I/O, <c>Server</c> header</term><description>none</description></item>
/// </list>
/// If Kestrel's default is the same, Kestrel sets it, and a test compares it with this list.
/// </remarks>
internal sealed class KestrelEdgeOptions : IConfigureOptions<KestrelServerOptions>, IPostConfigureOptions<KestrelServerOptions>
{
    /// <summary>The maximum number of open connections, and of upgraded ones.</summary>
    public const long MaxConnections = 10_000;

    private static readonly TimeSpan s_pingDelay = TimeSpan.FromSeconds(60);

    private static readonly Func<string, Encoding?> s_kestrelSelector = new KestrelServerOptions().RequestHeaderEncodingSelector;

    // The encoding in which the HTTP client reads an upstream's headers, so that bytes beyond ASCII (RFC 9110, section 5.5: obs-text)
    // are unchanged. A character outside Latin-1 is replaced by '?', never by a similar one.
    private static readonly Encoding s_latin1 = Encoding.GetEncoding(
        "iso-8859-1", new EncoderReplacementFallback("?"), DecoderFallback.ReplacementFallback);

    public void Configure(KestrelServerOptions options)
    {
        options.AddServerHeader = false;

        var limits = options.Limits;
        limits.MaxConcurrentConnections ??= MaxConnections;
        limits.MaxConcurrentUpgradedConnections ??= MaxConnections;
        if (limits.Http2.KeepAlivePingDelay == TimeSpan.MaxValue)
            limits.Http2.KeepAlivePingDelay = s_pingDelay;
    }

    /// <summary>Runs after all others, so that a host's own encodings are kept for all other headers.</summary>
    public void PostConfigure(string? name, KestrelServerOptions options)
    {
        var others = options.RequestHeaderEncodingSelector;
        options.RequestHeaderEncodingSelector = ReferenceEquals(others, s_kestrelSelector)
            ? static name => Strict(name) ?? HeaderEncoding.Reader
            : header => Strict(header) ?? others(header);

        if (ReferenceEquals(options.ResponseHeaderEncodingSelector, s_kestrelSelector))
            options.ResponseHeaderEncodingSelector = static _ => s_latin1;
    }

    private static Encoding? Strict(string name) => name.Length switch
    {
        14 when name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase) => DigitsOnlyEncoding.Instance,
        10 when name.Equals("Connection", StringComparison.OrdinalIgnoreCase) => ConnectionEncoding.Instance,
        _ => null,
    };
}
