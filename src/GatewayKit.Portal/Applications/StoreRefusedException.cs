using GatewayKit.Configuration;

namespace GatewayKit.Portal.Applications;

/// <summary>Thrown when the gateway's configuration with a change of the portal isn't valid.</summary>
internal sealed class StoreRefusedException(IEnumerable<ConfigError> errors)
    : Exception(string.Join(" ", errors.Select(error => error.ToString())));
