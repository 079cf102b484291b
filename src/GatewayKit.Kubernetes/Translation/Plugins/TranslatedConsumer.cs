using GatewayKit.Configuration;

namespace GatewayKit.Kubernetes.Translation.Plugins;

/// <summary>A GatewayConsumer as a consumer of a configuration.</summary>
/// <param name="Name">The name of the consumer.</param>
/// <param name="Consumer">The consumer; null if there is a problem.</param>
/// <param name="Problem">Why it can't be used, or null. The core checks the credentials later.</param>
internal sealed record TranslatedConsumer(string Name, GatewayConsumer? Consumer, Problem? Problem);
