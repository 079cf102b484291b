namespace GatewayKit.Kubernetes.Resources.Plugins;

/// <summary>A credential of an authentication plugin, whose options are the keys of a Secret.</summary>
internal sealed record ConsumerCredential
{
    /// <summary>The authentication plugin, such as <c>key-auth</c>.</summary>
    public string Plugin { get; init; } = "";

    public string SecretName { get; init; } = "";
}
