using System.Reflection;
using GatewayKit.Configuration;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.SessionAffinity;

namespace GatewayKit.Schema;

/// <summary>The meanings of YARP's keys, whose assembly doesn't include documentation. A test checks that none is missing.</summary>
internal static class YarpKeys
{
    private static readonly Dictionary<(Type, string), YarpKey> s_keys = new()
    {
        [(typeof(RouteConfig), nameof(RouteConfig.RouteId))] = new("The route's id; its key in a mapping of routes."),
        [(typeof(RouteConfig), nameof(RouteConfig.Match))] = new("The requests that the route matches."),
        [(typeof(RouteConfig), nameof(RouteConfig.Order))] =
            new("The precedence among routes that match: the lower number wins. Default: 0."),
        [(typeof(RouteConfig), nameof(RouteConfig.ClusterId))] =
            new("The cluster that requests are forwarded to; without it, a plugin responds."),
        [(typeof(RouteConfig), nameof(RouteConfig.AuthorizationPolicy))] =
            new("The ASP.NET Core authorization policy, which the host's code defines.", "Default", "Anonymous"),
        [(typeof(RouteConfig), nameof(RouteConfig.RateLimiterPolicy))] =
            new("The ASP.NET Core rate limiter policy, which the host's code defines.", "Default", "Disable"),
        [(typeof(RouteConfig), nameof(RouteConfig.OutputCachePolicy))] =
            new("The ASP.NET Core output cache policy, which the host's code defines."),
        [(typeof(RouteConfig), nameof(RouteConfig.TimeoutPolicy))] =
            new("The ASP.NET Core request timeout policy, which the host's code defines.", "Disable"),
        [(typeof(RouteConfig), nameof(RouteConfig.Timeout))] =
            new("The time that the whole exchange can take; then it is answered with 504."),
        [(typeof(RouteConfig), nameof(RouteConfig.CorsPolicy))] =
            new("The ASP.NET Core CORS policy, which the host's code defines.", "Default", "Disable"),
        [(typeof(RouteConfig), nameof(RouteConfig.MaxRequestBodySize))] =
            new("The maximum size of a request's body in bytes; -1 for no limit. A longer body is rejected with 413."),
        [(typeof(RouteConfig), nameof(RouteConfig.Metadata))] = new("Texts by name, for plugins and extensions."),
        [(typeof(RouteConfig), nameof(RouteConfig.Transforms))] = new("Changes of the request and the response, in their order."),
        [(typeof(RouteMatch), nameof(RouteMatch.Methods))] = new("The methods; default: every method."),
        [(typeof(RouteMatch), nameof(RouteMatch.Hosts))] =
            new("The hosts, such as api.example.com, *.example.com or example.com:8443; default: every host."),
        [(typeof(RouteMatch), nameof(RouteMatch.Path))] =
            new("The ASP.NET Core route pattern, such as /orders/{**rest}; default: every path."),
        [(typeof(RouteMatch), nameof(RouteMatch.QueryParameters))] = new("Conditions on query parameters, all of which must hold."),
        [(typeof(RouteMatch), nameof(RouteMatch.Headers))] = new("Conditions on headers, all of which must hold."),
        [(typeof(RouteHeader), nameof(RouteHeader.Name))] = new("The header's name."),
        [(typeof(RouteHeader), nameof(RouteHeader.Values))] = new("The values, one of which must match."),
        [(typeof(RouteHeader), nameof(RouteHeader.Mode))] = new("The way in which values are compared. Default: ExactHeader."),
        [(typeof(RouteHeader), nameof(RouteHeader.IsCaseSensitive))] =
            new("Whether upper and lower case differ in values. Default: false."),
        [(typeof(RouteQueryParameter), nameof(RouteQueryParameter.Name))] = new("The parameter's name."),
        [(typeof(RouteQueryParameter), nameof(RouteQueryParameter.Values))] = new("The values, one of which must match."),
        [(typeof(RouteQueryParameter), nameof(RouteQueryParameter.Mode))] = new("The way in which values are compared. Default: Exact."),
        [(typeof(RouteQueryParameter), nameof(RouteQueryParameter.IsCaseSensitive))] =
            new("Whether upper and lower case differ in values. Default: false."),
        [(typeof(ClusterConfig), nameof(ClusterConfig.ClusterId))] = new("The cluster's id; its key in a mapping of clusters."),
        [(typeof(ClusterConfig), nameof(ClusterConfig.LoadBalancingPolicy))] = new(
            "The way in which a destination is picked. Default: PowerOfTwoChoices.", LoadBalancingPolicies.PowerOfTwoChoices,
            LoadBalancingPolicies.RoundRobin,
            LoadBalancingPolicies.LeastRequests, LoadBalancingPolicies.Random, LoadBalancingPolicies.FirstAlphabetical,
            BalancingPolicy.WeightedRoundRobin, BalancingPolicy.ConsistentHash, BalancingPolicy.LeastLatency),
        [(typeof(ClusterConfig), nameof(ClusterConfig.SessionAffinity))] = new("Keeps a client at the destination of its first request."),
        [(typeof(ClusterConfig), nameof(ClusterConfig.HealthCheck))] = new("The checks that exclude unhealthy destinations."),
        [(typeof(ClusterConfig), nameof(ClusterConfig.HttpClient))] = new("The connections to destinations."),
        [(typeof(ClusterConfig), nameof(ClusterConfig.HttpRequest))] = new("The forwarded requests."),
        [(typeof(ClusterConfig), nameof(ClusterConfig.Destinations))] = new("The destinations by name."),
        [(typeof(ClusterConfig), nameof(ClusterConfig.Metadata))] = new("Texts by name, for plugins and extensions."),
        [(typeof(DestinationConfig), nameof(DestinationConfig.Address))] =
            new("The absolute http or https URL, optionally with a path, such as http://127.0.0.1:5001."),
        [(typeof(DestinationConfig), nameof(DestinationConfig.Health))] = new("The URL for active health checks, if it isn't the address."),
        [(typeof(DestinationConfig), nameof(DestinationConfig.Metadata))] = new("Texts by name, for plugins and extensions."),
        [(typeof(DestinationConfig), nameof(DestinationConfig.Host))] = new("The Host header of requests to this destination."),
        [(typeof(SessionAffinityConfig), nameof(SessionAffinityConfig.Enabled))] = new("Whether session affinity is on. Default: false."),
        [(typeof(SessionAffinityConfig), nameof(SessionAffinityConfig.Policy))] = new(
            "The storage of the destination. Default: HashCookie.",
            SessionAffinityConstants.Policies.HashCookie, SessionAffinityConstants.Policies.ArrCookie,
            SessionAffinityConstants.Policies.Cookie, SessionAffinityConstants.Policies.CustomHeader),
        [(typeof(SessionAffinityConfig), nameof(SessionAffinityConfig.FailurePolicy))] = new(
            "The action if the destination isn't available. Default: Redistribute.",
            SessionAffinityConstants.FailurePolicies.Redistribute, SessionAffinityConstants.FailurePolicies.Return503Error),
        [(typeof(SessionAffinityConfig), nameof(SessionAffinityConfig.AffinityKeyName))] =
            new("The name of the cookie or header. It must differ between clusters."),
        [(typeof(SessionAffinityConfig), nameof(SessionAffinityConfig.Cookie))] = new("The attributes of the cookie."),
        [(typeof(SessionAffinityCookieConfig), nameof(SessionAffinityCookieConfig.Path))] = new("The cookie's path. Default: /."),
        [(typeof(SessionAffinityCookieConfig), nameof(SessionAffinityCookieConfig.Domain))] = new("The cookie's domain."),
        [(typeof(SessionAffinityCookieConfig), nameof(SessionAffinityCookieConfig.HttpOnly))] =
            new("Whether scripts can't read the cookie. Default: true."),
        [(typeof(SessionAffinityCookieConfig), nameof(SessionAffinityCookieConfig.SecurePolicy))] =
            new("When the cookie is for HTTPS only. Default: None."),
        [(typeof(SessionAffinityCookieConfig), nameof(SessionAffinityCookieConfig.SameSite))] =
            new("The cookie's SameSite attribute. Default: Unspecified."),
        [(typeof(SessionAffinityCookieConfig), nameof(SessionAffinityCookieConfig.Expiration))] =
            new("The time after which the cookie expires."),
        [(typeof(SessionAffinityCookieConfig), nameof(SessionAffinityCookieConfig.MaxAge))] = new("The cookie's maximum age."),
        [(typeof(SessionAffinityCookieConfig), nameof(SessionAffinityCookieConfig.IsEssential))] =
            new("Whether the cookie is set without the client's consent. Default: false."),
        [(typeof(HealthCheckConfig), nameof(HealthCheckConfig.Passive))] = new("Health checks by the results of forwarded requests."),
        [(typeof(HealthCheckConfig), nameof(HealthCheckConfig.Active))] = new("Health checks by separate requests."),
        [(typeof(HealthCheckConfig), nameof(HealthCheckConfig.AvailableDestinationsPolicy))] = new(
            "Which destinations are available. Default: HealthyAndUnknown.",
            HealthCheckConstants.AvailableDestinations.HealthyAndUnknown, HealthCheckConstants.AvailableDestinations.HealthyOrPanic),
        [(typeof(PassiveHealthCheckConfig), nameof(PassiveHealthCheckConfig.Enabled))] =
            new("Whether passive checks are on. Default: false."),
        [(typeof(PassiveHealthCheckConfig), nameof(PassiveHealthCheckConfig.Policy))] = new(
            "The policy that rates destinations. Default: TransportFailureRate.", HealthCheckConstants.PassivePolicy.TransportFailureRate),
        [(typeof(PassiveHealthCheckConfig), nameof(PassiveHealthCheckConfig.ReactivationPeriod))] =
            new("The time after which an unhealthy destination is tried again."),
        [(typeof(ActiveHealthCheckConfig), nameof(ActiveHealthCheckConfig.Enabled))] = new("Whether active checks are on. Default: false."),
        [(typeof(ActiveHealthCheckConfig), nameof(ActiveHealthCheckConfig.Interval))] = new("The time between two checks. Default: 15 s."),
        [(typeof(ActiveHealthCheckConfig), nameof(ActiveHealthCheckConfig.Timeout))] =
            new("The time that a check can take. Default: 10 s."),
        [(typeof(ActiveHealthCheckConfig), nameof(ActiveHealthCheckConfig.Policy))] = new(
            "The policy that rates destinations. Default: ConsecutiveFailures.", HealthCheckConstants.ActivePolicy.ConsecutiveFailures),
        [(typeof(ActiveHealthCheckConfig), nameof(ActiveHealthCheckConfig.Path))] = new("The path of the check's request."),
        [(typeof(ActiveHealthCheckConfig), nameof(ActiveHealthCheckConfig.Query))] = new("The query of the check's request."),
        [(typeof(HttpClientConfig), nameof(HttpClientConfig.SslProtocols))] =
            new("The TLS versions that are offered. Default: the operating system's choice."),
        [(typeof(HttpClientConfig), nameof(HttpClientConfig.DangerousAcceptAnyServerCertificate))] =
            new("Whether any certificate is accepted, for tests only. Default: false."),
        [(typeof(HttpClientConfig), nameof(HttpClientConfig.MaxConnectionsPerServer))] =
            new("The maximum number of connections to a destination."),
        [(typeof(HttpClientConfig), nameof(HttpClientConfig.WebProxy))] = new("The proxy for requests."),
        [(typeof(HttpClientConfig), nameof(HttpClientConfig.EnableMultipleHttp2Connections))] =
            new("Whether a second HTTP/2 connection is opened when the streams of the first are used up. Default: true."),
        [(typeof(HttpClientConfig), nameof(HttpClientConfig.RequestHeaderEncoding))] =
            new("The encoding of request headers. Default: ASCII."),
        [(typeof(HttpClientConfig), nameof(HttpClientConfig.ResponseHeaderEncoding))] =
            new("The encoding of response headers. Default: Latin-1."),
        [(typeof(WebProxyConfig), nameof(WebProxyConfig.Address))] = new("The proxy's URL."),
        [(typeof(WebProxyConfig), nameof(WebProxyConfig.BypassOnLocal))] =
            new("Whether local destinations are reached without the proxy. Default: false."),
        [(typeof(WebProxyConfig), nameof(WebProxyConfig.UseDefaultCredentials))] =
            new("Whether the process's own credentials are sent to the proxy. Default: false."),
        [(typeof(ForwarderRequestConfig), nameof(ForwarderRequestConfig.ActivityTimeout))] =
            new("The maximum time without data from a destination; after it, the response is 504. Default: 100 s."),
        [(typeof(ForwarderRequestConfig), nameof(ForwarderRequestConfig.Version))] =
            new("The HTTP version, such as 1.1, 2 or 3. Default: 2."),
        [(typeof(ForwarderRequestConfig), nameof(ForwarderRequestConfig.VersionPolicy))] =
            new("The allowed difference of the version. Default: RequestVersionOrLower."),
        [(typeof(ForwarderRequestConfig), nameof(ForwarderRequestConfig.AllowResponseBuffering))] =
            new("Whether the server can buffer responses. Default: false."),
    };

    /// <summary>Returns the meaning of a property; null if it isn't YARP's.</summary>
    public static YarpKey? Of(PropertyInfo property) => s_keys.GetValueOrDefault((property.DeclaringType!, property.Name));
}
