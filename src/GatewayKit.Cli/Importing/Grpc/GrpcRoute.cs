namespace GatewayKit.Cli.Importing.Grpc;

/// <summary>A route of an import of gRPC services.</summary>
/// <param name="Id">The id.</param>
/// <param name="Path">The pattern of the path.</param>
internal sealed record GrpcRoute(string Id, string Path);
