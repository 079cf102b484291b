using System.Globalization;
using System.Net;
using System.Net.Sockets;
using GatewayKit.Benchmarks.Roles;
using GatewayKit.Benchmarks.Servers;
using GatewayKit.Kubernetes;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace GatewayKit.Benchmarks.Cluster;

/// <summary>
/// A gateway of the cluster in a process of its own. Replicas share the address of a Gateway in a cluster; on one machine, each listens on
/// ports of its own.
/// </summary>
internal static class ReplicaRole
{
    public const string Name = "replica";

    /// <param name="more">The kubeconfig, the name of the pod, and what is added to each port.</param>
    public static async Task RunAsync(string[] more)
    {
        var shift = int.Parse(more[2], CultureInfo.InvariantCulture);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["POD_NAME"] = more[1];
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.Configure<SocketTransportOptions>(sockets => sockets.CreateBoundListenSocket = address => Bind(address, shift));
        builder.AddGatewayKit().LoadFromKubernetes(options =>
        {
            options.Kubeconfig = more[0];
            options.Addresses = KubernetesAddresses.Loopback;
        });
        var app = builder.Build();
        await using (app.ConfigureAwait(false))
        {
            app.MapGatewayKit();
            await app.StartAsync().ConfigureAwait(false);
            await app.Services.GetRequiredService<KubernetesGateway>().WaitUntilServingAsync().ConfigureAwait(false);
            var served = ControlChannel.ServeAsync(Environment.ProcessId, (command, _) => Task.FromResult<object>(command switch
            {
                ServerRole.Usage => Usage.OfThisProcess(),
                ServerRole.Memory => ProcessFiles.PrivateBytes(Environment.ProcessId),
                _ => throw new InvalidOperationException($"'{command}' isn't a command."),
            }));
            await Task.WhenAny(served, app.WaitForShutdownAsync()).ConfigureAwait(false);
        }
    }

    private static Socket Bind(EndPoint address, int shift)
    {
        var wanted = (IPEndPoint)address;
        return SocketTransportOptions.CreateDefaultBoundListenSocket(
            wanted.Port == 0 ? wanted : new IPEndPoint(wanted.Address, wanted.Port + shift));
    }
}
