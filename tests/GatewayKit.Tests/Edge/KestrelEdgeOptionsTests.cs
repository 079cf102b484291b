using System.Text;
using GatewayKit.Edge;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GatewayKit.Tests.Edge;

public class KestrelEdgeOptionsTests
{
    [Fact]
    public void Everything_has_the_bound_that_is_documented()
    {
        var options = Configure();
        var limits = options.Limits;

        Assert.False(options.AddServerHeader);
        Assert.False(options.AllowSynchronousIO);
        Assert.Equal(8 * 1024, limits.MaxRequestLineSize);
        Assert.Equal(32 * 1024, limits.MaxRequestHeadersTotalSize);
        Assert.Equal(100, limits.MaxRequestHeaderCount);
        Assert.Equal(30_000_000, limits.MaxRequestBodySize);
        Assert.Equal(TimeSpan.FromSeconds(30), limits.RequestHeadersTimeout);
        Assert.Equal(TimeSpan.FromSeconds(130), limits.KeepAliveTimeout);
        Assert.Equal((240, TimeSpan.FromSeconds(5)),
            (limits.MinRequestBodyDataRate!.BytesPerSecond, limits.MinRequestBodyDataRate.GracePeriod));
        Assert.Equal((240, TimeSpan.FromSeconds(5)), (limits.MinResponseDataRate!.BytesPerSecond, limits.MinResponseDataRate.GracePeriod));
        Assert.Equal(10_000, limits.MaxConcurrentConnections);
        Assert.Equal(10_000, limits.MaxConcurrentUpgradedConnections);
        Assert.Equal(100, limits.Http2.MaxStreamsPerConnection);
        Assert.Equal(4 * 1024, limits.Http2.HeaderTableSize);
        Assert.Equal(16 * 1024, limits.Http2.MaxFrameSize);
        Assert.Equal(TimeSpan.FromSeconds(60), limits.Http2.KeepAlivePingDelay);
        Assert.Equal(TimeSpan.FromSeconds(20), limits.Http2.KeepAlivePingTimeout);
    }

    [Fact]
    public void What_the_host_has_set_before_is_left_alone()
    {
        var options = Configure(host =>
        {
            host.Limits.MaxConcurrentConnections = 5;
            host.Limits.MaxConcurrentUpgradedConnections = 6;
            host.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(7);
        });

        Assert.Equal(5, options.Limits.MaxConcurrentConnections);
        Assert.Equal(6, options.Limits.MaxConcurrentUpgradedConnections);
        Assert.Equal(TimeSpan.FromSeconds(7), options.Limits.Http2.KeepAlivePingDelay);
    }

    [Fact]
    public void The_hosts_own_encodings_are_kept_for_all_headers_but_two()
    {
        var selector = Configure(host => host.RequestHeaderEncodingSelector = _ => Encoding.Latin1).RequestHeaderEncodingSelector;

        Assert.Same(Encoding.Latin1, selector("X-Name"));
        Assert.IsType<DigitsOnlyEncoding>(selector("Content-Length"));
        Assert.IsType<ConnectionEncoding>(selector("Connection"));
        Assert.Same(HeaderEncoding.Reader, Configure().RequestHeaderEncodingSelector("X-Name"));
    }

    [Fact]
    public void Response_headers_are_Latin_1_unless_the_host_says_otherwise()
    {
        Assert.Equal([(byte)'a', 0xe9, (byte)'?'], Configure().ResponseHeaderEncodingSelector("X")!.GetBytes("a\u00e9\uff0d"));
        Assert.Same(Encoding.UTF8,
            Configure(host => host.ResponseHeaderEncodingSelector = _ => Encoding.UTF8).ResponseHeaderEncodingSelector("X"));
    }

    private static KestrelServerOptions Configure(Action<KestrelServerOptions>? host = null)
    {
        var options = new KestrelServerOptions();
        host?.Invoke(options);
        var edge = new KestrelEdgeOptions();
        edge.Configure(options);
        edge.PostConfigure(name: null, options);
        return options;
    }
}
