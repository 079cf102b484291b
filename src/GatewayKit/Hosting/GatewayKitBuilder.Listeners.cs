using GatewayKit.Configuration;
using GatewayKit.Hosting.Descriptors;
using GatewayKit.Listening;
using GatewayKit.Listening.Connections;
using GatewayKit.Listening.Server;
using GatewayKit.Listening.Sockets;
using GatewayKit.Listening.Streams;
using GatewayKit.Proxy.Streams;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace GatewayKit.Hosting;

public sealed partial class GatewayKitBuilder
{
    /// <summary>
    /// Opens and closes the sockets of <see cref="GatewayConfig.Listeners"/> while the host runs, as the configuration changes. The service
    /// <see cref="IGatewayListenerStatus"/> has their states. The host needs Kestrel. It also listens on the addresses of <see
    /// cref="UseUrls"/>, but neither on those of <c>ASPNETCORE_URLS</c> and <c>UseUrls</c> of the host, nor on a default address.
    /// </summary>
    public GatewayKitBuilder UseDynamicListeners()
    {
        if (Services.Any(service => service.ServiceType == typeof(ListenerSockets)))
            return this;

        // The server asks the last transport first. The one for sockets is a default that must not be lost.
        Services.TryAddSingleton<IConnectionListenerFactory, SocketTransportFactory>();
        Services.AddSingleton<InnerTransport>();
        Services.AddSingleton<IConnectionListenerFactory>(s => s.GetRequiredService<InnerTransport>());
        Services.AddSingleton(s => new ConnectionSlots(() => Math.Min(
            s.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits.MaxConcurrentConnections ?? long.MaxValue,
            s.GetRequiredService<DescriptorLimits>().OpenConnections ?? long.MaxValue)));
        Services.AddSingleton(CreateSorter);
        Services.AddSingleton<ListeningTelemetry>();
        Services.AddSingleton<ClientSockets>();
        Services.AddSingleton<StreamDestinations>();
        Services.AddSingleton<StreamConnector>();
        Services.AddSingleton<StreamHandler>();
        Services.AddSingleton<InnerEndPoints>();
        Services.AddSingleton<ListenerSockets>();
        Services.AddSingleton<IGatewayListenerStatus>(s => s.GetRequiredService<ListenerSockets>());
        Services.AddHostedService<ListeningService>();
        return this;
    }

    private static ConnectionSorter CreateSorter(IServiceProvider services)
    {
        var time = services.GetRequiredService<TimeProvider>();
        var limits = services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;
        var slots = services.GetRequiredService<ConnectionSlots>();

        // A quarter of the connections, so that silent clients leave the others to those that send something.
        long MostWaiting() => Math.Max(1, slots.Most / 4);
        return new ConnectionSorter(
            services.GetRequiredService<InnerTransport>(),
            new WaitingClients(limits.KeepAliveTimeout, MostWaiting, time),
            new WaitingClients(InnerEndPoints.HandshakeTimeout, MostWaiting, time));
    }
}
