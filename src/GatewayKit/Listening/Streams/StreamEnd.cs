namespace GatewayKit.Listening.Streams;

/// <summary>How a stream ended.</summary>
internal enum StreamEnd
{
    /// <summary>Both directions have ended.</summary>
    Completed,

    /// <summary>The client's connection failed.</summary>
    ClientFailed,

    /// <summary>The destination's connection failed.</summary>
    UpstreamFailed,

    /// <summary>No byte arrived in time.</summary>
    Idle,

    /// <summary>No route or no destination exists for the stream.</summary>
    NoDestination,

    /// <summary>No destination accepted a connection.</summary>
    ConnectFailed,
}
