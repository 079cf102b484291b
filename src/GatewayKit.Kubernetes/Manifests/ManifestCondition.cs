namespace GatewayKit.Kubernetes.Manifests;

/// <summary>A condition of a status.</summary>
/// <param name="Type">The type, such as <c>Accepted</c>.</param>
/// <param name="Status"><c>True</c>, <c>False</c> or <c>Unknown</c>.</param>
/// <param name="Reason">The reason, such as <c>BackendNotFound</c>.</param>
/// <param name="Message">The message; empty for none.</param>
public sealed record ManifestCondition(string Type, string Status, string Reason, string Message)
{
    /// <summary>Gets whether the condition describes an error: <c>Conflicted</c> and <c>PartiallyInvalid</c> if they are true, and others
    /// if they aren't. A warning, such as <c>OverlappingTLSConfig</c>, isn't an error.</summary>
    public bool IsError => Type switch
    {
        "Conflicted" or "PartiallyInvalid" => Status == "True",
        "OverlappingTLSConfig" or "InsecureFrontendValidationMode" => false,
        _ => Status != "True",
    };
}
