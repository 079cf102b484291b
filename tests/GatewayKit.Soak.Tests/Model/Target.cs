namespace GatewayKit.Soak.Model;

/// <summary>The side that answers the requests of a route.</summary>
internal enum Target
{
    /// <summary>An upstream that answers every request.</summary>
    Healthy,

    /// <summary>The plugin <c>mock</c>.</summary>
    Mock,

    /// <summary>An upstream that closes each connection without a byte.</summary>
    Closing,

    /// <summary>An upstream that ends in the middle of each body.</summary>
    Cutting,

    /// <summary>An upstream that answers with something that isn't HTTP.</summary>
    Garbled,

    /// <summary>An address at which nothing listens.</summary>
    Absent,
}
