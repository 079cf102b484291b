namespace GatewayKit.Hosting;

/// <summary>The addresses of the gateway.</summary>
internal sealed class GatewayListenOptions
{
    /// <summary>The addresses, such as <c>https://*:443</c>.</summary>
    public List<string> Urls { get; } = [];
}
