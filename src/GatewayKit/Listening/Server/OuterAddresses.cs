using GatewayKit.Listening.Connections;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Listening.Server;

/// <summary>The addresses of the server, without its endpoints that have no sockets.</summary>
internal sealed class OuterAddresses(IServerAddressesFeature inner) : IServerAddressesFeature
{
    public ICollection<string> Addresses { get; } =
        [.. inner.Addresses.Where(address => !address.Contains(InnerEndPoint.Scheme + "://", StringComparison.Ordinal))];

    public bool PreferHostingUrls
    {
        get => inner.PreferHostingUrls;
        set => inner.PreferHostingUrls = value;
    }

    /// <summary>Hides the endpoints without sockets from those who ask a started server for its addresses.</summary>
    public static void Show(IFeatureCollection features)
    {
        if (features.Get<IServerAddressesFeature>() is { } all)
            features.Set<IServerAddressesFeature>(new OuterAddresses(all));
    }
}
