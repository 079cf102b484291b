using System.Text.Json;
using GatewayKit.Benchmarks.Cluster;
using GatewayKit.Benchmarks.Load;

namespace GatewayKit.Benchmarks.Servers;

/// <summary>Runs this program as one server in a process of its own: the upstream, the load generator, a proxy, or a part of a
/// cluster.</summary>
internal static class ServerRole
{
    /// <summary>The hidden argument that makes this program a server.</summary>
    public const string Argument = "--role";

    public const string Upstream = "upstream";
    public const string Load = "load";
    public const string Proxy = "proxy";

    /// <summary>The command that returns a proxy's <see cref="Roles.Usage"/>.</summary>
    public const string Usage = "usage";

    /// <summary>The command that returns a proxy's memory in bytes.</summary>
    public const string Memory = "memory";

    /// <param name="role">The kind of the server.</param>
    /// <param name="more">For a proxy: the path of a <see cref="ProxySpec"/> as JSON. Parts of a cluster describe theirs.</param>
    public static async Task<int> RunAsync(string role, string[] more)
    {
        await (role switch
        {
            Upstream => UpstreamServer.RunAsync(),
            Load => LoadServer.RunAsync(),
            Proxy when JsonSerializer.Deserialize<ProxySpec>(File.ReadAllText(more[0])) is { } spec
                => spec.Variant.IsProgram ? ProgramProxy.RunAsync(spec) : KestrelProxy.RunAsync(spec),
            ApiServerRole.Name => ApiServerRole.RunAsync(more),
            ReplicaRole.Name => ReplicaRole.RunAsync(more),
            _ => throw new ArgumentException($"'{role}' isn't a role.", nameof(role)),
        }).ConfigureAwait(false);
        return 0;
    }
}
