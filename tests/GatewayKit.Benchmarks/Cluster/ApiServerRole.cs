using System.Text.Json;
using System.Text.Json.Nodes;
using GatewayKit.Benchmarks.Servers;
using GatewayKit.Kubernetes.Tests.Hosting;
using GatewayKit.Kubernetes.TestServer;

namespace GatewayKit.Benchmarks.Cluster;

/// <summary>The API server in a process of its own. It counts the requests of the gateways; the commands aren't among them.</summary>
internal static class ApiServerRole
{
    public const string Name = "api-server";

    /// <summary>Creates or replaces objects.</summary>
    public const string Apply = "apply";

    /// <summary>Creates the large cluster; see <see cref="LargeCluster"/>.</summary>
    public const string ApplyLarge = "apply-large";

    /// <summary>Stops listening, so that all connections break.</summary>
    public const string Stop = "stop";

    /// <summary>Listens again, without the events of the past.</summary>
    public const string Start = "start";

    /// <summary>Returns <see cref="ApiCounts"/>.</summary>
    public const string Counts = "counts";

    /// <summary>Forgets the counts.</summary>
    public const string Clear = "clear";

    /// <summary>Returns the name of the leader; empty if there is none.</summary>
    public const string Leader = "leader";

    /// <summary>Returns the number of HTTPRoutes without a status of their current generation.</summary>
    public const string Unwritten = "unwritten";

    private const string AllAccepted = "Accepted";

    /// <param name="more">The folder for the kubeconfig and, optionally, that of the definitions.</param>
    public static async Task RunAsync(string[] more)
    {
        var server = await TestApiServer.StartAsync(new TestApiServerOptions { Definitions = [.. more.Skip(1)] }).ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            if (more.Length == 1)
                server.Apply(TestDefinitions.Yaml);
            var kubeconfig = Path.Combine(more[0], "kubeconfig");
            server.WriteKubeconfig(kubeconfig);
            await ControlChannel.ServeAsync(kubeconfig, (command, argument) => RunAsync(server, command, argument)).ConfigureAwait(false);
        }
    }

    private static async Task<object> RunAsync(TestApiServer server, string command, string argument)
    {
        switch (command)
        {
            case Apply:
                server.Apply(JsonSerializer.Deserialize<JsonObject[]>(argument)!);
                return true;
            case ApplyLarge:
                var size = JsonSerializer.Deserialize<LargeCluster>(argument)!;
                server.Apply(size.Resources());
                return true;
            case Stop:
                await server.StopAsync().ConfigureAwait(false);
                return true;
            case Start:
                await server.RestartAsync().ConfigureAwait(false);
                return true;
            case Counts:
                return ApiCounts.Of(server.Requests);
            case Clear:
                server.Requests.Clear();
                return true;
            case Leader:
                return server.List("Lease").Select(lease => (string?)lease["spec"]?["holderIdentity"] ?? "").FirstOrDefault("");
            case Unwritten:
                return server.List("HTTPRoute").Count(route => !IsWritten(route));
            default:
                throw new InvalidOperationException($"'{command}' isn't a command.");
        }
    }

    private static bool IsWritten(JsonObject route)
        => route["status"]?["parents"]?[0]?["conditions"]?.AsArray().Any(condition => (string?)condition!["type"] == AllAccepted
            && (string?)condition["status"] == "True"
            && $"{condition["observedGeneration"]}" == $"{route["metadata"]!["generation"]}") == true;
}
