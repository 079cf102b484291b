namespace GatewayKit.Kubernetes.Translation.Gateways;

/// <summary>Whether the gateway supports the installed definitions of the Gateway API: the condition <c>SupportedVersion</c> of
/// GatewayClasses.</summary>
/// <param name="Status">The status: <c>True</c>, <c>False</c> or, if the definitions can't be read, <c>Unknown</c>.</param>
/// <param name="Reason">The reason.</param>
/// <param name="Message">A sentence; empty for none.</param>
internal sealed record ApiSupport(string Status, string Reason, string Message)
{
    public static readonly ApiSupport Supported = new("True", "SupportedVersion", "");
}
