namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record GatewayClassSpec
{
    public string ControllerName { get; init; } = "";

    public ParametersReference? ParametersRef { get; init; }
}
