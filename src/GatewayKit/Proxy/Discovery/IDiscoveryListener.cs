namespace GatewayKit.Proxy.Discovery;

/// <summary>Gets the results of names.</summary>
internal interface IDiscoveryListener
{
    /// <summary>The addresses of a name have changed.</summary>
    void OnChanged(DiscoveredName name, int addresses);

    /// <summary>A name has no answer. Called once, until it has one again.</summary>
    void OnFailed(DiscoveredName name, Exception error, int addresses);

    /// <summary>A name has an answer again.</summary>
    void OnRecovered(DiscoveredName name);
}
