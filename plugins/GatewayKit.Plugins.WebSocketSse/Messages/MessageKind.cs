namespace GatewayKit.Plugins.WebSocketSse.Messages;

/// <summary>The results of waiting for a message of the upstream.</summary>
internal enum MessageKind
{
    /// <summary>A text in UTF-8.</summary>
    Text,

    /// <summary>Bytes.</summary>
    Binary,

    /// <summary>A message that is too long.</summary>
    TooLong,

    /// <summary>The upstream has closed the WebSocket.</summary>
    Closed,

    /// <summary>The connection has ended without a close frame, or its frames aren't valid.</summary>
    Broken,
}
