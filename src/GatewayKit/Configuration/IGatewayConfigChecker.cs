namespace GatewayKit.Configuration;

/// <summary>
/// Checks a configuration before a source hands it over, route by route: a source with many owners can keep the good routes
/// and tell each owner about the bad ones. Registered by <c>AddGatewayKit()</c>.
/// </summary>
public interface IGatewayConfigChecker
{
    /// <summary>Checks everything that a start checks, with the plugins that are loaded now. Nothing comes into force by it.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="found">The mistakes that were found before, while it was bound; null for none.</param>
    /// <returns>What is good of it, and every mistake with those whom it concerns.</returns>
    GatewayConfigReport Check(GatewayConfig config, ConfigErrors? found = null);
}
