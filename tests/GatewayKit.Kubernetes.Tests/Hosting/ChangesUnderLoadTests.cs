using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.Tests.Behavior;

namespace GatewayKit.Kubernetes.Tests.Hosting;

public sealed class ChangesUnderLoadTests
{
    private const int Rollouts = 3;
    private const int Changes = 20;
    private const int Callers = 4;

    [Fact]
    public async Task No_request_is_lost_while_routes_change_and_pods_stop_before_the_gateway_knows_it()
    {
        await using var host = await ClusterHost.StartAsync();
        var pods = new List<EchoServer> { await EchoServer.StartAsync("first"), await EchoServer.StartAsync("second") };
        try
        {
            Write(host, pods);
            await WaitForRequestAsync(host, pods[1]);
            var (lost, done) = (new ConcurrentQueue<string>(), new int[Callers]);
            using var end = new CancellationTokenSource();
            var load = Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
            {
                using var client = ClientOf(host);
                while (!end.IsCancellationRequested)
                {
                    await CallAsync(client, lost);
                    Interlocked.Increment(ref done[caller]);
                }
            })).ToArray();

            await Task.WhenAll(RollAsync(host, pods, done), ChangeAsync(host));
            await end.CancelAsync();
            await Task.WhenAll(load).WaitAsync(ClusterHost.Limit);

            Assert.Empty(lost);
        }
        finally
        {
            foreach (var pod in pods)
                await pod.DisposeAsync();
        }
    }

    /// <summary>Replaces the pods one after the other. A replaced pod stops at once, before the gateway can know it.</summary>
    private static async Task RollAsync(ClusterHost host, List<EchoServer> pods, int[] done)
    {
        for (var i = 0; i < Rollouts * 2; i++)
        {
            var pod = await EchoServer.StartAsync(string.Create(CultureInfo.InvariantCulture, $"pod-{i}"));
            pods.Add(pod);
            await using var old = pods[0];
            pods.RemoveAt(0);
            Write(host, pods);
            await old.StopAsync();

            // The gateway knows the new pod before the next one stops, and no request that doesn't is in progress any more.
            await WaitForRequestAsync(host, pod);
            int[] before = [.. done];
            await WaitAsync(host, () => HaveAdvanced(done, before));
        }
    }

    private static bool HaveAdvanced(int[] done, int[] before)
    {
        for (var i = 0; i < done.Length; i++)
        {
            if (Volatile.Read(ref done[i]) < before[i] + 2)
                return false;
        }

        return true;
    }

    private static async Task ChangeAsync(ClusterHost host)
    {
        for (var i = 0; i < Changes; i++)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"/changed-{i}");
            host.Api.Change("HTTPRoute", "default", "web", route => route["spec"]!["rules"]![0]!["matches"] = new JsonArray(
                Match("/"), Match(path)));
            await host.Api.WaitAsync(
                "HTTPRoute", "default", "web",
                route => ClusterHost.Condition(route, "Accepted", "observedGeneration") == $"{route!["metadata"]!["generation"]}",
                ClusterHost.Limit);
        }
    }

    private static async Task CallAsync(HttpClient client, ConcurrentQueue<string> lost)
    {
        try
        {
            using var response = await client.GetAsync("/load");
            if (!response.IsSuccessStatusCode)
                lost.Enqueue($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        }
        catch (HttpRequestException error)
        {
            lost.Enqueue(error.Message);
        }
    }

    private static Task WaitForRequestAsync(ClusterHost host, EchoServer pod) => WaitAsync(host, () => !pod.Requests.IsEmpty);

    /// <summary>Sends requests until a condition holds.</summary>
    private static async Task WaitAsync(ClusterHost host, Func<bool> condition)
    {
        using var client = ClientOf(host);
        using var limit = new CancellationTokenSource(ClusterHost.Limit);
        while (!condition())
        {
            using var response = await client.GetAsync("/load", limit.Token);
        }
    }

    private static HttpClient ClientOf(ClusterHost host)
    {
        var address = (string?)host.Api.Get("Gateway", "default", "gateway")?["status"]?["addresses"]?[0]?["value"];
        var client = new HttpClient { BaseAddress = new Uri($"http://{address}:{host.Port}"), Timeout = ClusterHost.Limit };
        client.DefaultRequestHeaders.Host = "web.test";
        return client;
    }

    private static JsonObject Match(string prefix)
        => new() { ["path"] = new JsonObject { ["type"] = "PathPrefix", ["value"] = prefix } };

    /// <summary>Writes the endpoints of the Service: a slice for each pod, because each has its own port.</summary>
    private static void Write(ClusterHost host, List<EchoServer> pods)
    {
        for (var i = 0; i < pods.Count; i++)
        {
            host.Api.Apply($$"""
                apiVersion: discovery.k8s.io/v1
                kind: EndpointSlice
                metadata: { name: web-{{i + 1}}, namespace: default, labels: { kubernetes.io/service-name: web } }
                addressType: IPv4
                ports: [ { name: "", port: {{pods[i].Port}}, protocol: TCP } ]
                endpoints: [ { addresses: [127.0.0.1], conditions: { ready: true } } ]
                """);
        }
    }
}
