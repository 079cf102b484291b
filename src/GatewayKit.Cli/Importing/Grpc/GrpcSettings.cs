namespace GatewayKit.Cli.Importing.Grpc;

/// <summary>The settings of an import of gRPC services.</summary>
internal sealed record GrpcSettings
{
    /// <summary>The file or URL as the user named it.</summary>
    public required string Source { get; init; }

    /// <summary>The descriptor set, relative to the configuration; <c>null</c> for server reflection.</summary>
    public string? Descriptors { get; init; }

    /// <summary>The URL of the server.</summary>
    public required Uri Upstream { get; init; }

    /// <summary>The full names of the services; empty for all.</summary>
    public IReadOnlyList<string> Services { get; init; } = [];

    /// <summary>Whether methods without an annotation become operations, too.</summary>
    public bool MapUnannotated { get; init; }
}
