using System.Security.Cryptography.X509Certificates;
using GatewayKit.Tests.Shared;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Tests.Proxy.Upstream;

/// <summary>Certificate files of clusters that are replaced while the gateway runs.</summary>
public sealed class ClusterTlsRotationTests : IDisposable
{
    private static readonly TestAuthority s_root = TestAuthority.Root();
    private static readonly X509Certificate2 s_server = s_root.Issue(TestCertificate.Server());
    private static readonly X509Certificate2 s_first = s_root.Issue(new() { Subject = new("CN=first") });
    private static readonly X509Certificate2 s_second = s_root.Issue(new() { Subject = new("CN=second") });
    private readonly CertificateFolder _folder = new();
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task A_replaced_file_takes_effect_while_requests_finish()
    {
        await using var upstream = await StartUpstreamAsync();
        await using var host = await StartAsync(upstream);
        var slow = host.GetAsync("/slow");
        await UntilAsync(() => !upstream.Requests.IsEmpty);

        _folder.WritePem("client.pem", s_second);

        var bodies = new List<(int, string)>();
        await UntilAsync(async () =>
        {
            bodies.Add(await host.GetAsync());
            return bodies[^1].Item2 == s_second.Thumbprint;
        });
        Assert.All(bodies, body => Assert.Equal(200, body.Item1));
        Assert.All(bodies.SkipLast(1), body => Assert.Equal(s_first.Thumbprint, body.Item2));
        _release.SetResult();
        Assert.Equal((200, s_first.Thumbprint), await slow);
        Assert.Equal((200, s_second.Thumbprint), await host.GetAsync());
    }

    [Fact]
    public async Task A_bad_file_keeps_the_old_certificate_until_it_is_good_again()
    {
        await using var upstream = await StartUpstreamAsync();
        await using var host = await StartAsync(upstream);

        _folder.Write("client.pem", "half a file");
        await UntilAsync(() => host.Gateway.Logs.Lines.Any(line => line.Contains("rejected with 1 error(s)", StringComparison.Ordinal)));

        Assert.Equal((200, s_first.Thumbprint), await host.GetAsync());
        Assert.Single(host.Gateway.Logs.Lines, line => line.StartsWith("Error", StringComparison.Ordinal)
            && line.Contains("clusters.up: tls.clientCertificate.certificate is", StringComparison.Ordinal)
            && line.Contains("the file has no PEM certificate", StringComparison.Ordinal));

        _folder.WritePem("client.pem", s_second);
        await UntilAsync(async () => (await host.GetAsync()).Body == s_second.Thumbprint);
    }

    [Fact]
    public async Task A_removed_root_isnt_trusted_by_new_requests()
    {
        await using var upstream = await StartUpstreamAsync();
        await using var host = await StartAsync(upstream);
        Assert.Equal(200, (await host.GetAsync()).Status);

        _folder.Write("root.pem", TestAuthority.Root("CN=Other root").Pem);

        await UntilAsync(async () => (await host.GetAsync()).Status == 502);
    }

    [Fact]
    public async Task Other_changes_keep_the_connections()
    {
        await using var upstream = await StartUpstreamAsync();
        await using var host = await StartAsync(upstream);
        await host.GetAsync();
        var names = upstream.Names.Count;

        Assert.Empty(await host.Gateway.ReloadAsync(ClusterTlsHost.Yaml(upstream.Address, Tls, "loadBalancingPolicy: RoundRobin")));
        await host.GetAsync();

        Assert.Equal(names, upstream.Names.Count);
    }

    public void Dispose()
    {
        _release.TrySetResult();
        _folder.Dispose();
    }

    private string Tls => $"{{ trustedRoots: [ '{_folder.PathOf("root.pem")}' ],"
        + $" clientCertificate: {{ certificate: '{_folder.PathOf("client.pem")}' }} }}";

    private Task<TlsUpstream> StartUpstreamAsync() => TlsUpstream.StartAsync(s_server, clients: s_root, answer: async http =>
    {
        if (http.Request.Path == "/slow")
            await _release.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await http.Response.WriteAsync(http.Connection.ClientCertificate!.Thumbprint);
    });

    private Task<ClusterTlsHost> StartAsync(TlsUpstream upstream)
    {
        _folder.Write("root.pem", s_root.Pem);
        _folder.WritePem("client.pem", s_first);
        return ClusterTlsHost.StartAsync(upstream, Tls);
    }

    private static Task UntilAsync(Func<bool> isTrue) => UntilAsync(() => Task.FromResult(isTrue()));

    private static async Task UntilAsync(Func<Task<bool>> isTrue)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await isTrue())
            await Task.Delay(20, limit.Token);
    }
}
