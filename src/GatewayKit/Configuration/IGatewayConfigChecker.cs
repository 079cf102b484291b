namespace GatewayKit.Configuration;

/// <summary>
/// Checks a configuration route by route before a source returns it, so that a source with many owners can keep the valid routes
/// and report the errors to each owner. Registered by <c>AddGatewayKit()</c>.
/// </summary>
public interface IGatewayConfigChecker
{
    /// <summary>Runs every check of a startup with the plugins that are loaded now. Doesn't activate the configuration.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="found">The errors that were found while the configuration was bound; null for none.</param>
    /// <returns>The valid part of the configuration, and the errors by the route or cluster that they affect.</returns>
    GatewayConfigReport Check(GatewayConfig config, ConfigErrors? found = null);
}
