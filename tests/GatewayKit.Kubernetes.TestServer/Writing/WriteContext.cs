namespace GatewayKit.Kubernetes.TestServer.Writing;

/// <summary>Who writes, and how.</summary>
internal sealed record WriteContext(string Manager)
{
    public bool IsDryRun { get; init; }

    /// <summary>Whether server-side apply takes fields from other managers.</summary>
    public bool IsForced { get; init; }

    public bool IsStatus { get; init; }

    public FieldValidation Validation { get; init; }

    /// <summary>Whether the object's own identifier and creation time are kept, as tests need them.</summary>
    public bool IsTrusted { get; init; }

    /// <summary>Gets the warnings for the response.</summary>
    public List<string> Warnings { get; } = [];
}
