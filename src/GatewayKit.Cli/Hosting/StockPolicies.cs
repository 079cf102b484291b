using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Configuration.RouteValidators;

namespace GatewayKit.Cli.Hosting;

/// <summary>
/// Rejects the policies of ASP.NET Core that only a host with code can define. YARP itself rejects unknown names, but not
/// <c>default</c>, which would fail each request or, for a rate limiter, protect nothing.
/// </summary>
internal sealed class StockPolicies : IRouteValidator
{
    public ValueTask ValidateAsync(RouteConfig routeConfig, IList<Exception> errors)
    {
        Refuse("authorizationPolicy", routeConfig.AuthorizationPolicy, "a plugin such as key-auth");
        Refuse("corsPolicy", routeConfig.CorsPolicy, "a plugin");
        Refuse("rateLimiterPolicy", routeConfig.RateLimiterPolicy, "the plugin rate-limit");
        return ValueTask.CompletedTask;

        void Refuse(string key, string? policy, string instead)
        {
            if (string.Equals(policy, "default", StringComparison.OrdinalIgnoreCase))
                errors.Add(new ArgumentException(
                    $"{key} is 'default', but the stock host doesn't define policies. Use {instead}, or your own host."));
        }
    }
}
