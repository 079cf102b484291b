namespace GatewayKit.Kubernetes.Filters;

/// <summary>Answers instead of a backend that is invalid or has no ready endpoints.</summary>
[GatewayPlugin<UnavailableOptions>(Name, PluginStage.Origin)]
internal sealed class UnavailablePlugin(UnavailableOptions options) : IRequestHook
{
    public const string Name = "kubernetes-unavailable";

    private static readonly GatewayResponse s_invalid =
        GatewayResponse.Problem(500, "Internal Server Error", "The route of this request is invalid.");

    private static readonly GatewayResponse s_noEndpoints =
        GatewayResponse.Problem(503, "Service Unavailable", "No upstream is available for this request.");

    private readonly GatewayResponse _answer = options.Status == 503 ? s_noEndpoints : s_invalid;

    public ValueTask<HookResult> OnRequestAsync(GatewayContext context) => HookResult.Respond(_answer);
}
