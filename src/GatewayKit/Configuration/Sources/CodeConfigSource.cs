using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Configuration;

/// <summary>A configuration that was made in code. It never changes.</summary>
internal sealed class CodeConfigSource(GatewayConfig config) : IGatewayConfigSource
{
    public string Name => "code";

    public GatewayConfig? Read(ConfigErrors errors) => config;

    public IChangeToken GetChangeToken() => NullChangeToken.Singleton;

    public void Accepted()
    {
    }

    public GatewayConfig? ReadLastGood() => null;
}
