namespace GatewayKit.Benchmarks.Calls;

/// <summary>A client, and bare YARP or a gateway with a plugin.</summary>
/// <param name="Name">The name in the report.</param>
/// <param name="Kind">The requests of the client.</param>
/// <param name="Plugins">The plugins of the route; <c>null</c> for bare YARP.</param>
internal sealed record CallVariant(string Name, CallKind Kind, string? Plugins)
{
    private const string Web = "[ { name: grpc-web } ]";

    /// <summary>The variants; the first one of each kind of upstream is bare YARP.</summary>
    /// <param name="descriptors">The file with the definitions of the service.</param>
    public static IReadOnlyList<CallVariant> Of(string descriptors) =>
    [
        new("yarp, gRPC", CallKind.Grpc, null),
        new("gatewaykit-empty, gRPC", CallKind.Grpc, "[]"),
        new("grpc-json", CallKind.Json,
            $"[ {{ name: grpc-json, options: {{ descriptors: '{descriptors}', mapUnannotated: true }} }} ]"),
        new("grpc-web", CallKind.Web, Web),
        new("grpc-web, text", CallKind.WebText, Web),
        new("yarp, three requests", CallKind.Three, null),
        new("gatewaykit-empty, three requests", CallKind.Three, "[]"),
        new("aggregate", CallKind.Composed, """
            [ { name: aggregate, options: { parts: [
              { name: a, path: /parts/a }, { name: b, path: /parts/b }, { name: c, path: /parts/c } ] } } ]
            """),
    ];

    /// <summary>Gets whether the upstream has gRPC; otherwise, it has JSON over HTTP/1.1.</summary>
    public bool IsGrpc => Kind is not (CallKind.Three or CallKind.Composed);
}
