using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Configuration.RouteValidators;

namespace GatewayKit.Cli.Hosting;

/// <summary>
/// Refuses the policies of ASP.NET Core that only a host with code can define. YARP refuses unknown names itself, but not
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
                errors.Add(new ArgumentException($"{key} is 'default', and the stock host defines no policies; use {instead}, or a host of your own."));
        }
    }
}
