namespace GatewayKit.Kubernetes.Resources.Plugins;

/// <summary>The value of one option from a Secret or a ConfigMap.</summary>
internal sealed record OptionSource
{
    /// <summary>The path of the option, such as <c>clientSecret</c> or <c>credentials[0].password</c>.</summary>
    public string Path { get; init; } = "";

    public KeyReference? SecretKeyRef { get; init; }

    public KeyReference? ConfigMapKeyRef { get; init; }

    /// <summary>The Secret whose keys and values are those of a mapping.</summary>
    public NameReference? SecretRef { get; init; }
}
