using GatewayKit.Configuration;
using GatewayKit.Edge;

namespace GatewayKit.Compilation;

/// <summary>The snapshot that serves new requests. Requests get their snapshot from the matched route;
/// all other code uses this one.</summary>
internal sealed class CurrentSnapshot : IEdgeSettingsProvider
{
    private GatewaySnapshot? _value;

    /// <summary>Gets the snapshot; null before the gateway is mapped and after it stopped.</summary>
    public GatewaySnapshot? Value => Volatile.Read(ref _value);

    /// <summary>Gets the snapshot.</summary>
    /// <exception cref="GatewayConfigException">The configuration was rejected at startup.</exception>
    /// <exception cref="InvalidOperationException">The app doesn't map the gateway.</exception>
    public GatewaySnapshot Active
        => Value ?? throw (Exception?)Rejection ?? new InvalidOperationException("The gateway isn't mapped. Call app.MapGatewayKit().");

    /// <summary>Gets the reason why the first configuration isn't active; null if it is, or none is read yet.</summary>
    public GatewayConfigException? Rejection { get; private set; }

    EdgeSettings IEdgeSettingsProvider.Current => Value?.Edge ?? EdgeSettings.Strict;

    /// <returns>The replaced snapshot.</returns>
    public GatewaySnapshot? Replace(GatewaySnapshot? next) => Interlocked.Exchange(ref _value, next);

    public GatewayConfigException Reject(GatewayConfigException rejection) => Rejection = rejection;
}
