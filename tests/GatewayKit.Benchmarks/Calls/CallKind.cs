namespace GatewayKit.Benchmarks.Calls;

/// <summary>The requests that the client sends for a call.</summary>
internal enum CallKind
{
    /// <summary>A call of gRPC over HTTP/2.</summary>
    Grpc,

    /// <summary>A POST of JSON.</summary>
    Json,

    /// <summary>A call of gRPC-Web, in binary.</summary>
    Web,

    /// <summary>A call of gRPC-Web, in base64 text.</summary>
    WebText,

    /// <summary>Three GETs at the same time.</summary>
    Three,

    /// <summary>A GET whose answer has those of the three.</summary>
    Composed,
}
