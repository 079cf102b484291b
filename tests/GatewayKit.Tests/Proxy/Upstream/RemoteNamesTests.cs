using System.Net;
using System.Net.Sockets;
using GatewayKit.Plugins;
using GatewayKit.Proxy.Upstream;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Tests.Proxy.Upstream;

/// <summary>Names of destinations that must be those of other hosts.</summary>
public sealed class RemoteNamesTests
{
    private readonly RemoteNames _names = new();
    private readonly List<string> _asked = [];

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.8.9.10", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:169.254.169.254", false)]
    [InlineData("64:ff9b::169.254.169.254", false)]
    [InlineData("64:ff9b:1::169.254.169.254", false)]
    [InlineData("fd00:ec2::23", false)]
    [InlineData("fd00:42::42", false)]
    [InlineData("2002:a9fe:a9fe::1", false)]
    [InlineData("::169.254.169.254", false)]
    [InlineData("fd00:ec2::254", false)]
    [InlineData("fd20:ce::254", false)]
    [InlineData("::ffff:100.100.100.200", false)]
    [InlineData("168.63.129.16", false)]
    [InlineData("192.0.0.192", false)]
    [InlineData("64:ff9b::203.0.113.7", true)]
    [InlineData("fd00:ec2::253", true)]
    [InlineData("10.0.0.1", true)]
    [InlineData("169.253.0.1", true)]
    [InlineData("203.0.113.7", true)]
    [InlineData("2001:db8::1", true)]
    public void An_address_of_the_machine_or_its_link_is_not_remote(string address, bool isRemote)
        => Assert.Equal(isRemote, RemoteAddress.Is(IPAddress.Parse(address)));

    [Fact]
    public async Task A_remote_name_does_not_connect_to_this_machine()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var sockets = new UpstreamSockets(() => null, TimeProvider.System, Resolve, _names);
        _names.OnClusterAdded(Cluster("tenant", "remote.example", isRemote: true));
        _names.OnClusterAdded(Cluster("own", "own.example", isRemote: false));

        await using var own = await sockets.ConnectAsync(new DnsEndPoint("own.example", port), default);
        var refused = await Assert.ThrowsAsync<SocketException>(
            async () => await sockets.ConnectAsync(new DnsEndPoint("REMOTE.example", port), default));

        Assert.Equal(SocketError.HostNotFound, refused.SocketErrorCode);
        Assert.Equal(["own.example", "REMOTE.example."], _asked);
    }

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("fe80::a9fe:a9fe")]
    [InlineData("fd00:ec2::254")]
    public async Task A_remote_name_does_not_lead_to_the_metadata_service_of_a_cloud(string metadata)
    {
        var sockets = new UpstreamSockets(
            () => null, TimeProvider.System, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(metadata)]), _names);
        _names.OnClusterAdded(Cluster("tenant", "remote.example", isRemote: true));

        var refused = await Assert.ThrowsAsync<SocketException>(
            async () => await sockets.ConnectAsync(new DnsEndPoint("remote.example", 80), default));

        Assert.Equal(SocketError.HostNotFound, refused.SocketErrorCode);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("0.0.0.0")]
    public async Task An_address_in_place_of_a_remote_name_is_checked_too(string address)
    {
        var sockets = new UpstreamSockets(() => null, TimeProvider.System, Resolve, _names);
        _names.OnClusterAdded(Cluster("tenant", address, isRemote: true));

        await Assert.ThrowsAsync<SocketException>(async () => await sockets.ConnectAsync(new DnsEndPoint(address, 1), default));

        Assert.Empty(_asked);
    }

    [Fact]
    public void A_name_is_remote_as_long_as_a_cluster_has_it()
    {
        var (first, second) = (Cluster("first", "a.example", isRemote: true), Cluster("second", "a.example", isRemote: true));
        _names.OnClusterAdded(first);
        _names.OnClusterAdded(second);

        _names.OnClusterRemoved(first);
        Assert.True(_names.Contains("A.example"));

        _names.OnClusterChanged(Cluster("second", "b.example", isRemote: true));
        Assert.False(_names.Contains("a.example"));
        Assert.True(_names.Contains("b.example"));
    }

    private Task<IPAddress[]> Resolve(string name, CancellationToken cancellation)
    {
        _asked.Add(name);
        return Task.FromResult<IPAddress[]>([IPAddress.Loopback]);
    }

    private static ClusterState Cluster(string id, string host, bool isRemote)
    {
        var config = new ClusterConfig
        {
            ClusterId = id,
            Destinations = new Dictionary<string, DestinationConfig> { ["one"] = new() { Address = $"http://{host}:80" } },
            Metadata = isRemote ? new Dictionary<string, string> { [RemoteNames.Metadata] = "true" } : null,
        };
        return new ClusterState(id, new ClusterModel(config, new HttpMessageInvoker(new HttpClientHandler())));
    }
}
