using System.Net;
using System.Security.Cryptography.X509Certificates;
using GatewayKit.Benchmarks.Roles;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GatewayKit.Benchmarks.Servers;

/// <summary>Bare YARP or GatewayKit, with the same Kestrel options and no logging.</summary>
internal static class KestrelProxy
{
    public static async Task RunAsync(ProxySpec spec)
    {
        using var certificate = X509Certificate2.CreateFromPemFile(spec.Certificate);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.UseKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate));
        });

        var use = spec.Variant.Plugins is null
            ? YarpRole.Add(builder, spec.UpstreamAddress, spec.Routes.Entries())
            : GatewayProxy.Add(builder, spec);
        var app = builder.Build();
        await using (app.ConfigureAwait(false))
        {
            use(app);
            await app.StartAsync().ConfigureAwait(false);
            var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
            await ControlChannel.ServeAsync(ServerPorts.FromAddresses(addresses), (command, _) => Task.FromResult<object>(command switch
            {
                ServerRole.Usage => Usage.OfThisProcess(),
                ServerRole.Memory => ProcessFiles.PrivateBytes(Environment.ProcessId),
                _ => throw new InvalidOperationException($"'{command}' isn't a command."),
            })).ConfigureAwait(false);
        }
    }
}
