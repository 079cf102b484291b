namespace GatewayKit.Plugins.WebSocketSse;

/// <summary>The treatment of binary messages: events are text.</summary>
public enum BinaryMessages
{
    /// <summary>The data of the event is the message in base64 (RFC 4648, section 4).</summary>
    Base64,

    /// <summary>The stream ends with an event <c>error</c>, and the WebSocket is closed with the code 1003.</summary>
    Reject,
}
