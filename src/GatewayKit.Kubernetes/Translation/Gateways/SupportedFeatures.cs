using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources.GatewayApi;

namespace GatewayKit.Kubernetes.Translation.Gateways;

/// <summary>The names of the features of the Gateway API that the gateway has (GEP-2162).</summary>
internal static class SupportedFeatures
{
    private static readonly string[] s_everywhere =
    [
        "BackendTLSPolicy",
        "BackendTLSPolicySANValidation",
        "GRPCRoute",
        "GRPCRouteNamedRouteRule",
        "GRPCRouteRequestHeaderModifier",
        "Gateway",
        "GatewayAddressEmpty",
        "GatewayBackendClientCertificate",
        "GatewayFrontendClientCertificateValidation",
        "GatewayFrontendClientCertificateValidationInsecureFallback",
        "GatewayHTTPListenerIsolation",
        "GatewayHTTPSListenerDetectMisdirectedRequests",
        "GatewayPort8080",
        "GatewayStaticAddresses",
        "HTTPRoute",
        "HTTPRoute303RedirectStatusCode",
        "HTTPRoute307RedirectStatusCode",
        "HTTPRoute308RedirectStatusCode",
        "HTTPRouteBackendProtocolH2C",
        "HTTPRouteBackendProtocolWebSocket",
        "HTTPRouteBackendRequestHeaderModification",
        "HTTPRouteBackendRequestRedirect",
        "HTTPRouteBackendTimeout",
        "HTTPRouteBackendURLRewrite",
        "HTTPRouteCORS",
        "HTTPRouteDestinationPortMatching",
        "HTTPRouteHostRewrite",
        "HTTPRouteMethodMatching",
        "HTTPRouteNamedRouteRule",
        "HTTPRouteParentRefPort",
        "HTTPRoutePathRedirect",
        "HTTPRoutePathRewrite",
        "HTTPRoutePortRedirect",
        "HTTPRouteQueryParamMatching",
        "HTTPRouteRequestMirror",
        "HTTPRouteRequestMultipleMirrors",
        "HTTPRouteRequestPercentageMirror",
        "HTTPRouteRequestTimeout",
        "HTTPRouteResponseHeaderModification",
        "HTTPRouteSchemeRedirect",
        "ListenerSet",
        "ReferenceGrant",
        "TCPRoute",
        "TLSRoute",
        "TLSRouteModeMixed",
        "TLSRouteModeTerminate",
    ];

    private static readonly ImmutableArray<SupportedFeature> s_sorted =
        [.. s_everywhere.Order(StringComparer.Ordinal).Select(name => new SupportedFeature { Name = name })];

    private static readonly ImmutableArray<SupportedFeature> s_withoutStaticAddresses =
        [.. s_sorted.Where(feature => feature.Name != "GatewayStaticAddresses")];

    /// <summary>Returns the features in the order of their names.</summary>
    /// <param name="addresses">How clients reach Gateways: only a Gateway outside a pod always gets the addresses that it asks for.</param>
    public static ImmutableArray<SupportedFeature> Of(AddressMode addresses)
        => addresses == AddressMode.Loopback ? s_sorted : s_withoutStaticAddresses;
}
