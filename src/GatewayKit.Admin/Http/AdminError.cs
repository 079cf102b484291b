using GatewayKit.Configuration;

namespace GatewayKit.Admin.Http;

/// <summary>An error in a request or a configuration.</summary>
/// <param name="Location">The place, such as <c>gateway.yaml:12:7</c> or <c>changes[0].key</c>; empty for the whole.</param>
/// <param name="Message">The error and what is allowed, in the words of <c>gatewaykit validate</c>.</param>
internal sealed record AdminError(string Location, string Message)
{
    public static AdminError Of(ConfigError error)
        => new(error.Location.Source is null ? "" : error.Location.ToString(), error.Text);
}
