using GatewayKit.Compilation;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Proxy;

/// <summary>An HTTP client and the settings that it was created from.</summary>
internal sealed record ClusterClient(
    string Version, HttpClientConfig Config, IReadOnlyDictionary<string, string>? Metadata, CompiledClusterTls? Tls,
    HttpMessageInvoker Invoker);
